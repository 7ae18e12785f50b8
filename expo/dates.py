"""Days as people write them in either language."""

from django.utils.dateformat import format as format_date
from django.utils.formats import date_format

from core.language import speaks_chinese


def weekday(day):
    """周二; Tue."""
    if speaks_chinese():
        return f"周{'一二三四五六日'[day.weekday()]}"
    return format_date(day, "D")


def month(day):
    """11月; Nov."""
    return f"{day.month}月" if speaks_chinese() else date_format(day, "M")


def full_day(day):
    """`11月24日，周二`; `Tuesday 24 November`."""
    if speaks_chinese():
        return f"{day.month}月{day.day}日，{weekday(day)}"
    return date_format(day, "l j F")


def date_span(first, last):
    """`2026年11月20日—26日`, `20–26 November 2026`; years and months are said once."""
    if speaks_chinese():
        end = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
        if first.year != last.year:
            end = f"{last.year}年{last.month}月{last.day}日"
        start = f"{first.year}年{first.month}月{first.day}日"
        return start if first == last else f"{start}—{end}"
    end = date_format(last, "j F Y")
    if first == last:
        return end
    start = "j F Y" if first.year != last.year else "j F" if first.month != last.month else "j"
    return f"{date_format(first, start)}–{end}"
