"""A value of Python's as the text of an element."""

from collections.abc import Iterator, Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from .fields import Field
from .identifiers import beijing_stamp
from .lexical import bad_character

LARGEST_INT = 2**31


class InvalidValueError(ValueError):
    """code and limit of the error."""

    def __init__(self, code: str, limit: str = "") -> None:
        self.code = code
        self.limit = limit
        super().__init__(code)


def as_text(value: Any, field: Field) -> str:
    """None gives "". Raises InvalidValueError for what cannot stand for the field at all."""
    if value is None:
        return ""
    if field.form == "decimal":
        return decimal_text(value)
    if field.form == "int":
        return _whole_text(value)
    if field.time and isinstance(value, datetime):
        return beijing_stamp(value, field.max_length or 14)
    if field.time and isinstance(value, date):
        return f"{value:%Y%m%d}"
    if not isinstance(value, str):
        raise InvalidValueError("type")
    text = str.__str__(value)
    bad = bad_character(text)
    if bad:
        raise InvalidValueError("character", bad)
    return text


def decimal_text(value: Any) -> str:
    """Plain digits: no exponent, no separators, no needless zeros behind five decimals.

    No float: 0.1 + 0.2 is not an amount of money.
    """
    if value == "":
        return ""
    # A bool is an int to Python; True is no amount.
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise InvalidValueError("not_number")
    # Decimal reads 1_000, which XML does not.
    if isinstance(value, str) and ("_" in value or len(value) > 60):
        raise InvalidValueError("not_number")
    try:
        number = Decimal(value)
    except InvalidOperation as exc:
        raise InvalidValueError("not_number") from exc
    # 1E+999999 would be written as a million digits.
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise InvalidValueError("not_number")
    text = format(number, "f")
    whole, _, decimals = text.partition(".")
    if len(decimals) > 5:
        decimals = decimals[:5] + decimals[5:].rstrip("0")
    text = f"{whole}.{decimals}" if decimals else whole
    # -0 and 0.00 are no amounts for customs.
    return "0" if number == 0 else text


def _whole_text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise InvalidValueError("not_integer")
    # Python itself does not write thousands of digits.
    if isinstance(value, int) and abs(value) >= LARGEST_INT:
        raise InvalidValueError("not_integer")
    return str(value)


def pick(record: Any, name: str) -> Any:
    """The record's value of that name; None if it has none."""
    if isinstance(record, Mapping):
        return record.get(name)
    return getattr(record, name, None)


def names_in(record: Any) -> Iterator[str]:
    if isinstance(record, Mapping):
        return (str(name) for name in record)
    if is_dataclass(record):
        return (field.name for field in dataclass_fields(record))
    raise TypeError(f"a record is a mapping or a dataclass, not {type(record).__name__}")
