"""A request to a stand-in: its shape, its times, its digest."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from ceb import beijing_stamp
from ceb.faults import Fault
from ceb.identifiers import from_beijing_stamp
from ceb.lexical import bad_character

Request = dict[str, Any]
WHOLE = ("gnum", "pack_no")


class Invalid(Exception):
    """faults: path and field are the JSON's."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(fault.message for fault in faults))


def moment(value: Any, name: str) -> str:
    """ISO 8601 with offset as 14 Beijing digits. Raises Invalid."""
    try:
        return beijing_stamp(datetime.fromisoformat(str(value)))
    except ValueError as error:
        raise Invalid([Fault(name, name, "not_time", "ISO 8601")]) from error


def shape_faults(given: Request, known: set[str], prefix: str) -> list[Fault]:
    faults = [Fault(f"{prefix}{name}", name, "unknown") for name in given if name not in known]
    for name, value in given.items():
        expected = int if name in WHOLE else str
        if name != "lines" and (not isinstance(value, expected) or isinstance(value, bool)):
            faults.append(Fault(f"{prefix}{name}", name, "type"))
        elif isinstance(value, str) and (bad := bad_character(value)):
            faults.append(Fault(f"{prefix}{name}", name, "character", bad))
    return faults


def later_than(previous: str) -> str:
    """Now, or a second after the previous version: an older or equal appTime would be ignored."""
    now = beijing_stamp(datetime.now(UTC))
    before = from_beijing_stamp(previous) if previous else None
    if before is not None and now <= previous:
        return beijing_stamp(before + timedelta(seconds=1))
    return now


def digest_of(asked: Request) -> str:
    canonical = json.dumps(asked, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
