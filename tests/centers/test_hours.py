"""Opening hours as a table: rows of hours, a moment, what visitors read."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from centers.hours import DayHours, day_hours, exceptions, open_now, week


@dataclass
class Row:
    weekday: int | None
    opens: time | None
    closes: time | None
    on: date | None = None
    reason: str = ""


def at(text):
    return time.fromisoformat(text) if text else None


def daily(opens, closes, days=range(7)):
    return [Row(day, at(opens), at(closes)) for day in days]


def dated(day, opens="", closes="", reason=""):
    return Row(None, at(opens), at(closes), date.fromisoformat(day), reason)


SHOP = [*daily("10:00", "20:00", range(0, 5)), *daily("09:30", "21:00", (5, 6))]
BAR = daily("22:00", "02:00")
LATE = daily("10:00", "00:00")
ALWAYS = daily("00:00", "00:00")
NOON = [*daily("09:00", "12:00"), *daily("13:30", "18:00")]
NO_MONDAY = daily("10:00", "20:00", range(1, 7))
HOLIDAY = [*SHOP, dated("2026-11-25", reason="stocktaking")]
SHORT = [*SHOP, dated("2026-11-24", "12:00", "15:00")]
LONG_CLOSURE = [*SHOP, *(dated(f"2026-12-{day:02}") for day in range(1, 29))]


@pytest.mark.parametrize(
    ("hours", "now", "open_", "label"),
    [
        # 24 November 2026 is a Tuesday
        (SHOP, "2026-11-24 09:59:59", False, "Opens today at 10:00"),
        (SHOP, "2026-11-24 10:00:00", True, "Open until 20:00"),
        (SHOP, "2026-11-24 19:59:59", True, "Open until 20:00"),
        (SHOP, "2026-11-24 20:00:00", False, "Opens tomorrow at 10:00"),
        (SHOP, "2026-11-27 21:00", False, "Opens tomorrow at 9:30"),
        (NO_MONDAY, "2026-11-29 20:00", False, "Opens on Tuesday at 10:00"),
        (HOLIDAY, "2026-11-24 20:00", False, "Opens on Thursday at 10:00"),
        (HOLIDAY, "2026-11-25 11:00", False, "Opens tomorrow at 10:00"),
        (SHORT, "2026-11-24 11:00", False, "Opens today at 12:00"),
        (SHORT, "2026-11-24 14:00", True, "Open until 15:00"),
        (NOON, "2026-11-24 11:59", True, "Open until 12:00"),
        (NOON, "2026-11-24 12:00", False, "Opens today at 13:30"),
        # over midnight: the evening belongs to its own day, the night to the day before
        (BAR, "2026-11-24 21:59", False, "Opens today at 22:00"),
        (BAR, "2026-11-24 23:00", True, "Open until 2:00 tomorrow"),
        (BAR, "2026-11-25 00:00", True, "Open until 2:00"),
        (BAR, "2026-11-25 01:59", True, "Open until 2:00"),
        (BAR, "2026-11-25 02:00", False, "Opens today at 22:00"),
        (LATE, "2026-11-24 23:59:59", True, "Open until midnight"),
        (LATE, "2026-11-25 00:00", False, "Opens today at 10:00"),
        # midnight between two open days is no closing time
        (ALWAYS, "2026-11-24 23:59", True, "Open 24 hours"),
        (
            [*ALWAYS, dated("2026-11-27")],
            "2026-11-24 12:00",
            True,
            "Open until November 27, 0:00",
        ),
        ([*ALWAYS, dated("2026-11-25")], "2026-11-24 12:00", True, "Open until midnight"),
        (
            [dated("2026-12-08", "10:00", "16:00")],
            "2026-11-24 12:00",
            False,
            "Opens on December 8 at 10:00",
        ),
        (LONG_CLOSURE, "2026-12-01 12:00", False, "Closed for now"),
        ([], "2026-11-24 12:00", False, "Closed for now"),
    ],
)
def test_what_the_door_says(hours, now, open_, label):
    moment = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    with translation.override("en"):
        state = open_now(hours, moment)
    assert (state.open, state.label) == (open_, label)


def test_the_time_is_beijings_wherever_the_server_stands():
    noon_in_london = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Europe/London"))
    with translation.override("en"):
        assert open_now(SHOP, noon_in_london).label == "Opens tomorrow at 10:00"
    with translation.override("zh-hans"):
        assert open_now(SHOP, noon_in_london).label == "明天 10:00 开"


def test_the_moment_of_change_comes_with_its_zone():
    beijing = ZoneInfo("Asia/Shanghai")
    state = open_now(BAR, datetime(2026, 11, 24, 23, 0, tzinfo=beijing))
    assert state.changes_at == datetime(2026, 11, 25, 2, 0, tzinfo=beijing)


def test_days_of_equal_hours_share_a_line():
    with translation.override("en"):
        assert week(HOLIDAY, date(2026, 11, 24)) == [
            DayHours("Monday to Friday", "10:00—20:00", True),
            DayHours("Saturday to Sunday", "9:30—21:00"),
        ]
        assert week(ALWAYS, date(2026, 11, 24)) == [DayHours("Every day", "open 24 hours", True)]
        assert week(NO_MONDAY, date(2026, 11, 24)) == [
            DayHours("Monday", "closed"),
            DayHours("Tuesday to Sunday", "10:00—20:00", True),
        ]


def test_other_hours_are_announced_ahead():
    with translation.override("en"):
        assert exceptions([*HOLIDAY, dated("2026-11-23")], date(2026, 11, 24)) == [
            DayHours("November 25, Wednesday", "closed (stocktaking)")
        ]
        assert day_hours(NOON, date(2026, 11, 24)) == "9:00—12:00, 13:30—18:00"
        assert day_hours(LATE, date(2026, 11, 24)) == "10:00—24:00"


def test_a_day_of_january_is_written_as_the_chinese_write_it():
    with translation.override("zh-hans"):
        [label] = exceptions([dated("2027-01-01")], date(2026, 12, 24))
    assert label.label.startswith("1月1日")
