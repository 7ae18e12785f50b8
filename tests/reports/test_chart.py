"""The office's chart fills its column, whether the period has two days or a year of them."""

from datetime import date, timedelta

from reports.chart import Bar, Chart, chart
from reports.figures import Measures

FIRST = date(2026, 11, 30)


def test_two_days_with_four_orders_at_the_top():
    second = FIRST + timedelta(days=1)
    days = [(FIRST, Measures(orders=4, released=2)), (second, Measures(orders=1))]
    drawn = chart(days)
    bars = [Bar(0, 29, FIRST, 4, 2, 120, 60), Bar(64, 29, second, 1, 0, 30, 0)]
    assert drawn == Chart(bars, width=960, top=4)
    assert (drawn.middle, bars[0].released_x, bars[0].released_y) == (2, 30, 60)


def test_a_year_is_wider_than_its_column_instead_of_unreadable():
    drawn = chart([(FIRST + timedelta(days=n), Measures()) for n in range(365)])
    assert (drawn.width, drawn.top, drawn.middle, drawn.bars[-1].width) == (8760, 0, None, 9)


def test_thirty_days_fill_the_column():
    drawn = chart([(FIRST + timedelta(days=n), Measures(orders=3)) for n in range(30)])
    assert drawn.width == 960
    assert drawn.bars[-1].released_x + drawn.bars[-1].width <= 960
    assert drawn.middle is None
