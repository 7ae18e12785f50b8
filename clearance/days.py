"""Days as the clerks and customs reckon them: Beijing's, which is the site's time zone."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def day_begins(day, days=0):
    """The moment a Beijing day begins; `days` later than that."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time.min))


def read_day(text):
    """A date out of a page's address, None of anything else."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None


def yesterday():
    return timezone.localdate() - timedelta(days=1)
