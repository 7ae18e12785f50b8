"""What a parcel costs to send, as rows of data: one parcel for each order (R-DOC-4).

Freight is part of the dutiable value (R-TAX-2). A new tariff is a new row from a date on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from catalog.models.zone import Mode


@dataclass(frozen=True, slots=True)
class FreightRule:
    """`fee` yuan for a parcel of goods worth less than `free_from` yuan. mode "": any."""

    valid_from: date
    mode: str
    fee: Decimal
    free_from: Decimal


RULES = (
    FreightRule(date(2014, 1, 1), "", Decimal("15.00"), Decimal("99.00")),
    FreightRule(date(2014, 1, 1), Mode.DIRECT, Decimal("30.00"), Decimal("299.00")),
)


def rule_for(mode, on):
    """The row in force for a trade mode on a date; its own row before the general one."""
    rows = [row for row in RULES if row.valid_from <= on and row.mode in ("", mode)]
    # the mode's own row first, then the newest
    return max(rows, key=lambda row: (row.mode == mode, row.valid_from))


def freight_for(goods_value, mode, on):
    """Yuan for one parcel with goods of `goods_value` yuan."""
    rule = rule_for(mode, on)
    return Decimal("0.00") if goods_value >= rule.free_from else rule.fee
