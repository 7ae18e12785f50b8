"""What a parcel costs to send, one parcel for each order (R-DOC-4): the rows of `freight.yaml`,
looked up by the day of the order (R-TIME-1). Freight is part of the dutiable value (R-TAX-2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

TABLE = Path(__file__).with_name("freight.yaml")
AMOUNTS = ("fee", "free_from")


@dataclass(frozen=True, slots=True)
class FreightRule:
    """`fee` yuan for a parcel of goods worth less than `free_from` yuan, between two days, both
    inclusive. mode "": any."""

    valid_from: date
    valid_to: date | None
    mode: str
    fee: Decimal
    free_from: Decimal

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def _read_row(row: dict) -> FreightRule:
    return FreightRule(**row | {name: Decimal(row[name]) for name in AMOUNTS})


RULES = tuple(map(_read_row, yaml.safe_load(TABLE.read_text("utf-8"))))


def rule_for(mode, on, rules=RULES):
    """The row in force for a trade mode on a date; its own row before the general one."""
    rows = [row for row in rules if row.covers(on) and row.mode in ("", mode)]
    # the mode's own row first, then the newest
    return max(rows, key=lambda row: (row.mode == mode, row.valid_from))


def freight_for(goods_value, mode, on):
    """Yuan for one parcel with goods of `goods_value` yuan."""
    rule = rule_for(mode, on)
    return Decimal("0.00") if goods_value >= rule.free_from else rule.fee
