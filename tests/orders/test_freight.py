"""Freight is data with dates (R-TIME-1): a new tariff holds from its day on, the old one before."""

from datetime import date
from decimal import Decimal

import pytest

from orders.checkout.freight import RULES, FreightRule, freight_for, rule_for


@pytest.mark.parametrize(
    ("goods", "mode", "fee"),
    [
        ("98.99", "1210", "15.00"),
        ("99.00", "1210", "0.00"),
        ("298.99", "9610", "30.00"),
        ("299.00", "9610", "0.00"),
    ],
)
def test_the_tariff_in_force(goods, mode, fee):
    assert freight_for(Decimal(goods), mode, date(2026, 12, 1)) == Decimal(fee)


def test_a_new_tariff_holds_from_its_day_on():
    def row(first, last, fee):
        return FreightRule(first, last, "", Decimal(fee), Decimal("99.00"))

    rules = (
        row(date(2014, 1, 1), date(2026, 12, 31), "15.00"),
        row(date(2027, 1, 1), None, "18.00"),
    )
    days = (date(2026, 12, 31), date(2027, 1, 1))
    assert [str(rule_for("1210", day, rules).fee) for day in days] == ["15.00", "18.00"]


def test_every_mode_has_one_row_of_its_own_or_the_general_one_on_a_day():
    for mode in {row.mode for row in RULES}:
        rows = [row for row in RULES if row.mode == mode and row.covers(date(2026, 12, 1))]
        assert len(rows) == 1, mode
