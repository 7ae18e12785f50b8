"""The retail channel's limits through the years, as data (R-TIME-1). A new decree is a
new row of `limit_table.yaml`."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from catalog.tax.limits import ChannelRules

TABLE = Path(__file__).with_name("limit_table.yaml")
AMOUNTS = ("per_order", "per_year", "tax_share")


class NoRulesInForceError(LookupError):
    """No row covers the date: before April 2016 the goods were postal articles."""


def _read_row(row: dict) -> ChannelRules:
    return ChannelRules(**row | {name: Decimal(row[name]) for name in AMOUNTS})


RETAIL_CHANNEL = tuple(map(_read_row, yaml.safe_load(TABLE.read_text("utf-8"))))


def rules_on(day: date, rows: Sequence[ChannelRules] = RETAIL_CHANNEL) -> ChannelRules:
    """The terms in force on a Beijing declaration date; raises NoRulesInForceError."""
    for row in reversed(rows):  # most dates fall into the newest
        if row.covers(day):
            return row
    raise NoRulesInForceError(f"the retail channel has no rules for {day.isoformat()}")
