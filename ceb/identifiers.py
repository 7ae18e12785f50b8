"""Identifiers and moments as customs writes them."""

import uuid
from datetime import datetime, timedelta, timezone

EARLIEST_YEAR = 1900
BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


def new_guid() -> str:
    """An upper-case UUID of 36 characters, new for each submission."""
    return str(uuid.uuid4()).upper()


def beijing_stamp(moment: datetime, digits: int = 14) -> str:
    """YYYYMMDD, YYYYMMDDhhmmss or, with 17 digits, milliseconds too; in Beijing time.

    moment: aware.
    """
    # Eight hours off would put a payment after its list, which customs rejects.
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    there = moment.astimezone(BEIJING)
    return f"{there:%Y%m%d%H%M%S}{there.microsecond // 1000:03d}"[:digits]


def from_beijing_stamp(stamp: str) -> datetime | None:
    """The aware moment of 8, 14 or 17 digits; None if they are no such moment of our age."""
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) in (8, 14, 17)):
        return None
    try:
        moment = datetime.strptime(stamp[:14].ljust(14, "0"), "%Y%m%d%H%M%S")
    except ValueError:
        return None
    if moment.year < EARLIEST_YEAR:  # a day of the year 1 in Beijing is none in UTC
        return None
    milliseconds = int(stamp[14:] or 0)
    return moment.replace(microsecond=milliseconds * 1000, tzinfo=BEIJING)
