"""The retail channel's limits through the years, as data (R-TIME-1). A new decree is a new row."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from catalog.tax.limits import ChannelRules


class NoRulesInForceError(LookupError):
    """No row covers the date: before April 2016 the goods were postal articles."""


RETAIL_CHANNEL: tuple[ChannelRules, ...] = (
    ChannelRules(
        valid_from=date(2016, 4, 8),
        valid_to=date(2018, 12, 31),
        per_order=Decimal("2000.00"),
        per_year=Decimal("20000.00"),
        tax_share=Decimal("0.7"),
        one_item_full_tax=False,  # (M): R-LIM-4
        one_item_may_equal_year_limit=False,
        return_apply_days=30,
        return_arrive_days=45,
        source="财关税〔2016〕18号",
    ),
    ChannelRules(
        valid_from=date(2019, 1, 1),
        valid_to=None,
        per_order=Decimal("5000.00"),
        per_year=Decimal("26000.00"),
        tax_share=Decimal("0.7"),
        one_item_full_tax=True,
        one_item_may_equal_year_limit=False,  # (M): the decree says "below" 26,000, R-LIM-3
        return_apply_days=30,
        return_arrive_days=45,
        source="财关税〔2018〕49号; 公告2020-45",
    ),
)


def rules_on(day: date, rows: Sequence[ChannelRules] = RETAIL_CHANNEL) -> ChannelRules:
    """The terms in force on a Beijing declaration date; raises NoRulesInForceError."""
    for row in reversed(rows):  # most dates fall into the newest
        if row.covers(day):
            return row
    raise NoRulesInForceError(f"the retail channel has no rules for {day.isoformat()}")
