"""Goods sent back to customs (R-RET-2…4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from catalog.money import InvalidFigureError
from catalog.tax.formula import LineRates
from catalog.tax.quote import QuoteLine, QuoteRequest, quote
from catalog.tax.returns import (
    LateReason,
    ReturnedLine,
    ReturnPart,
    TaxReturn,
    days_after_release,
    return_to_customs,
)

FOOD = LineRates(vat=D("0.13"))


def order(*lines, **figures):
    quote_lines = tuple(
        QuoteLine(i, n, D(price), FOOD) for i, (price, n) in enumerate(lines, start=1)
    )
    return quote(
        QuoteRequest(date(2024, 1, 1), quote_lines, **{k: D(v) for k, v in figures.items()})
    )


def test_one_line_returned_in_time_gives_back_its_tax_and_the_years_use():
    charged = order(("200.00", 1), ("100.00", 1))
    returned = return_to_customs(charged, [ReturnPart(2, 1)], applied_day=29, arrived_day=44)

    assert charged.tax_total == D("27.30")
    assert returned == TaxReturn(True, None, (ReturnedLine(2, D("9.10"), D("100.00")),))
    assert returned.used_delta == D("-100.00")


@pytest.mark.parametrize(
    ("applied_day", "arrived_day", "reason"),
    [
        (0, 0, None),
        (30, 45, None),
        (31, 45, LateReason.APPLIED_LATE),
        (30, 46, LateReason.ARRIVED_LATE),
        (31, 46, LateReason.APPLIED_LATE),
        (31, 20, LateReason.APPLIED_LATE),
    ],
)
def test_both_last_days_are_inside(applied_day, arrived_day, reason):
    returned = return_to_customs(
        order(("100.00", 1)), [ReturnPart(1, 1)], applied_day=applied_day, arrived_day=arrived_day
    )

    given_back = D("9.10") if reason is None else D("0.00")
    assert (returned.reason, returned.tax) == (reason, given_back)
    assert returned.accepted_for_tax is (reason is None)


def test_a_late_return_gives_back_no_limit_either():
    late = return_to_customs(
        order(("100.00", 1)), [ReturnPart(1, 1)], applied_day=31, arrived_day=40
    )
    assert late.lines == (ReturnedLine(1, D("0.00"), D("0.00")),)
    assert late.used_delta == 0


def test_the_freight_share_comes_back_with_the_goods():
    charged = order(("100.00", 1), ("200.00", 1), freight="15.00")
    returned = return_to_customs(charged, [ReturnPart(2, 1)], applied_day=1, arrived_day=1)

    # P of line 2: 200 + 10 of freight; 0.091 × 210 = 19.11
    assert returned.lines == (ReturnedLine(2, D("19.11"), D("210.00")),)


def test_the_last_of_three_takes_the_remainder():
    charged = order(("33.33", 3), freight="0.01")  # P 100.00, tax 9.10
    parts = [
        return_to_customs(charged, [ReturnPart(1, 1, before)], applied_day=1, arrived_day=1)
        for before in range(3)
    ]
    assert [part.tax for part in parts] == [D("3.03"), D("3.04"), D("3.03")]
    assert [part.used_delta for part in parts] == [D("-33.33"), D("-33.34"), D("-33.33")]


def test_a_full_tax_item_gives_back_every_tax():
    charged = quote(
        QuoteRequest(
            date(2024, 1, 1),
            (QuoteLine(1, 1, D("8000.00"), LineRates(D("0.13"), duty=D("0.10"))),),
        )
    )
    returned = return_to_customs(charged, [ReturnPart(1, 1)], applied_day=1, arrived_day=1)

    assert returned.tax == D("800.00") + D("1144.00")


def test_nothing_comes_back_of_a_blocked_order():
    blocked = order(("3000.00", 2))
    returned = return_to_customs(blocked, [ReturnPart(1, 1)], applied_day=1, arrived_day=1)

    assert returned == TaxReturn(False, None, ())


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ([ReturnPart(9, 1)], "lines[0].line"),
        ([ReturnPart(1, 3)], "lines[0].qty"),
        ([ReturnPart(1, 0)], "lines[0].qty"),
        ([ReturnPart(1, 1, returned_before=2)], "lines[0].qty"),
        ([ReturnPart(1, 1), ReturnPart(1, 1)], "lines"),
    ],
)
def test_more_than_was_bought_is_rejected(parts, field):
    with pytest.raises(InvalidFigureError) as exc_info:
        return_to_customs(order(("10.00", 2)), parts, applied_day=1, arrived_day=1)
    assert exc_info.value.field == field


def test_the_release_day_is_not_counted():
    released = date(2024, 1, 31)
    assert days_after_release(released, released) == 0
    assert days_after_release(released, date(2024, 2, 1)) == 1
    assert days_after_release(released, date(2024, 3, 1)) == 30  # February has 29 days
