"""The JSON of a request to a partner: its shape and its times."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from ceb.errors import FieldError
from ceb.identifiers import beijing_stamp, from_beijing_stamp
from ceb.lexical import bad_character

PartnerRequest = dict[str, Any]
WHOLE_NUMBERS = ("gnum", "pack_no")


class InvalidRequestError(Exception):
    """errors: path and field are the JSON's."""

    def __init__(self, errors: list[FieldError]) -> None:
        self.errors = errors
        super().__init__("; ".join(error.message for error in errors))


def element_names(keys: str) -> dict[str, str]:
    """Keys, parted by blanks, to elements: cop_no is copNo; others stand as key=element."""
    pairs = (key.partition("=") for key in keys.split())
    return {key: element or _camel_case(key) for key, _, element in pairs}


def _camel_case(key: str) -> str:
    first, *others = key.split("_")
    return first + "".join(word.capitalize() for word in others)


def without_empty(values: PartnerRequest) -> PartnerRequest:
    """A missing key, null and "" are the same thing."""
    return {name: value for name, value in values.items() if value not in (None, "")}


def moment(value: Any, name: str) -> str:
    """ISO 8601 with offset as 14 Beijing digits. Raises InvalidRequestError."""
    try:
        return beijing_stamp(datetime.fromisoformat(str(value)))
    except ValueError as exc:
        raise InvalidRequestError([FieldError(name, name, "not_time", "ISO 8601")]) from exc


def moment_or_now(request: PartnerRequest, name: str) -> str:
    return moment(request[name], name) if name in request else beijing_stamp(datetime.now(UTC))


def shape_errors(
    values: PartnerRequest, known: Iterable[str], prefix: str = ""
) -> list[FieldError]:
    errors = [
        FieldError(f"{prefix}{name}", name, "unknown") for name in values if name not in known
    ]
    for name, value in values.items():
        expected = int if name in WHOLE_NUMBERS else str
        if name != "lines" and (not isinstance(value, expected) or isinstance(value, bool)):
            errors.append(FieldError(f"{prefix}{name}", name, "type"))
        elif isinstance(value, str) and (bad := bad_character(value)):
            errors.append(FieldError(f"{prefix}{name}", name, "character", bad))
    return errors


def app_time_after(previous: str) -> str:
    """Now, or a second after the previous version: an older or equal appTime would be ignored."""
    now = beijing_stamp(datetime.now(UTC))
    before = from_beijing_stamp(previous) if previous else None
    if before is not None and now <= previous:
        return beijing_stamp(before + timedelta(seconds=1))
    return now
