"""Opening hours: when a center is open, and what a visitor reads at the door.

Pure functions over rows with `weekday` (0 = Monday) or `on` (a date), `opens` and `closes`. All
rows of a date replace those of its weekday; a row without times means closed. Several rows a day
leave a pause between them. `closes` at or before `opens` lies on the next day: 22:00 to 2:00 runs
past midnight, 10:00 to 0:00 ends at it, 0:00 to 0:00 is the whole day. Times are Beijing's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.language import speaks_chinese

BEIJING = ZoneInfo("Asia/Shanghai")
DAYS_AHEAD = 21  # a longer closure is said as "closed for now"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OpenNow:
    """`open` now? `label`: "Open until 21:00", "Opens tomorrow at 10:00". `changes_at`: when that
    ends, Beijing time; None if it doesn't within three weeks."""

    open: bool
    label: str
    changes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DayHours:
    """A line of the table of hours. `label`: "Monday to Friday", or a date."""

    label: str
    hours: str
    today: bool = False


def open_now(hours: Sequence, now: datetime) -> OpenNow:
    """now: aware. Adjoining spans count as one, so that midnight is no closing time."""
    # wall-clock time: Beijing has no summer time, so no hour is missing or double
    here = now.astimezone(BEIJING).replace(tzinfo=None)
    spans = _spans(hours, here.date())
    for opens, closes in spans:
        if opens <= here < closes:
            return _until(closes, here)
        if opens > here:
            aware = opens.replace(tzinfo=BEIJING)
            return OpenNow(False, _opens_label(opens, here.date()), aware)
    return OpenNow(False, _("Closed for now"))


def day_hours(hours: Sequence, day: date) -> str:
    """ "10:00—21:00", "9:00—12:00, 14:00—18:00", "closed (stocktaking)" or "open all day"."""
    rows = rows_of(hours, day)
    times = [
        f"{clock(row.opens)}—{clock(row.closes, end=True)}"
        for row in rows
        if row.opens is not None and row.closes is not None
    ]
    if times == ["0:00—24:00"]:
        text = _("open 24 hours")
    else:
        text = pgettext("between hours", ", ").join(times) or pgettext("hours", "closed")
    reason = next((row.reason for row in rows if row.on and row.reason), "")
    if not reason:
        return text
    return _("%(hours)s (%(reason)s)") % {"hours": text, "reason": reason}


def week(hours: Sequence, today: date) -> list[DayHours]:
    """The ordinary week; neighbouring days of the same hours share a line."""
    # dates with other hours have lines of their own: see `exceptions`
    ordinary = [row for row in hours if row.on is None]
    monday = today - timedelta(days=today.weekday())
    lines: list[tuple[int, int, str]] = []
    for at in range(7):
        text = day_hours(ordinary, monday + at * DAY)
        if lines and lines[-1][2] == text:
            lines[-1] = (lines[-1][0], at, text)
        else:
            lines.append((at, at, text))
    return [
        DayHours(_days_label(monday, first, last), text, first <= today.weekday() <= last)
        for first, last, text in lines
    ]


def exceptions(hours: Iterable, today: date, days: int = 60) -> list[DayHours]:
    """Dates with other hours, from today on."""
    dates = sorted({row.on for row in hours if row.on and today <= row.on < today + days * DAY})
    return [DayHours(date_label(day), day_hours(hours, day), day == today) for day in dates]


def rows_of(hours: Iterable, day: date) -> list:
    """The rows that count on a day, earliest first."""
    rows = list(hours)
    dated = [row for row in rows if row.on == day]
    chosen = dated or [row for row in rows if row.on is None and row.weekday == day.weekday()]
    return sorted(chosen, key=lambda row: row.opens or time.min)


def clock(moment: time | datetime, *, end: bool = False) -> str:
    """9:05; the midnight that ends a day is 24:00."""
    if end and (moment.hour, moment.minute) == (0, 0):
        return "24:00"
    return f"{moment.hour}:{moment.minute:02}"


def date_label(day: date) -> str:
    """ "8 December, Tuesday" in the reader's language."""
    facts = {"date": _month_day(day), "weekday": date_format(day, "l")}
    return _("%(date)s, %(weekday)s") % facts


def _month_day(day):
    """8 December; 1月1日, where Django's own format writes 01月."""
    return f"{day.month}月{day.day}日" if speaks_chinese() else date_format(day, "MONTH_DAY_FORMAT")


def _spans(hours, today):
    """(opens, closes) from yesterday on, in sequence, those that touch made one."""
    spans: list[tuple[datetime, datetime]] = []
    # from yesterday on: a bar that closes at 2:00 is open after midnight
    for ahead in range(-1, DAYS_AHEAD + 1):
        day = today + ahead * DAY
        for row in rows_of(hours, day):
            if row.opens is None or row.closes is None:
                continue
            opens = datetime.combine(day, row.opens)
            closes = datetime.combine(day, row.closes)
            if closes <= opens:
                closes += DAY
            # round the clock is one span, not one for each day
            if spans and opens <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(spans[-1][1], closes))
            else:
                spans.append((opens, closes))
    return spans


def _until(closes, here):
    days = (closes.date() - here.date()).days
    if days > DAYS_AHEAD:
        return OpenNow(True, _("Open 24 hours"))
    if days == 0:
        label = _("Open until %(time)s")
    elif days == 1 and closes.time() == time.min:
        label = _("Open until midnight")
    elif days == 1:
        label = _("Open until %(time)s tomorrow")
    else:
        label = _("Open until %(date)s, %(time)s")
    facts = {"date": _month_day(closes), "time": clock(closes)}
    return OpenNow(True, label % facts, closes.replace(tzinfo=BEIJING))


def _opens_label(opens, today):
    days = (opens.date() - today).days
    facts = {"time": clock(opens), "weekday": date_format(opens, "l")}
    if days == 0:
        return _("Opens today at %(time)s") % facts
    if days == 1:
        return _("Opens tomorrow at %(time)s") % facts
    if days < 7:
        return _("Opens on %(weekday)s at %(time)s") % facts
    facts["date"] = _month_day(opens)
    return _("Opens on %(date)s at %(time)s") % facts


def _days_label(monday, first, last):
    if (first, last) == (0, 6):
        return _("Every day")
    names = [date_format(monday + at * DAY, "l") for at in (first, last)]
    if first == last:
        return names[0]
    return _("%(first)s to %(last)s") % {"first": names[0], "last": names[1]}
