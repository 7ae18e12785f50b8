"""Reading a JSON record strictly: every field known, present and of its kind, or named."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from catalog.money import InvalidFigureError

T = TypeVar("T")
# Digits of ASCII only, no exponent, no "NaN", and short enough to stay exact.
_DECIMAL = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,10})?\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class Fields:
    """One JSON object whose fields are exactly `required` and perhaps `optional`."""

    def __init__(
        self, record: Any, *, required: Sequence[str], optional: Sequence[str] = ()
    ) -> None:
        if not isinstance(record, dict):
            raise InvalidFigureError("", f"must be an object, not {_kind(record)}")
        missing = [name for name in required if name not in record]
        if missing:
            raise InvalidFigureError(
                ", ".join(missing), "is missing" if len(missing) == 1 else "are missing"
            )
        unknown = [str(name) for name in record if name not in required and name not in optional]
        if unknown:
            problem = "is not a known field" if len(unknown) == 1 else "are not known fields"
            raise InvalidFigureError(", ".join(unknown), problem)
        self._record = record

    def __contains__(self, name: str) -> bool:
        return name in self._record

    def __getitem__(self, name: str) -> Any:
        return self._record[name]

    def decimal(self, name: str) -> Decimal:
        """A decimal string such as "480.00"; a JSON number is rejected, a float above all."""
        value = self._record[name]
        # 0.1 + 0.2: a float is another amount than the one it prints
        if isinstance(value, float):
            raise InvalidFigureError(name, f'a float is not exact: write "{value}" as a string')
        if not isinstance(value, str) or not _DECIMAL.match(value):
            raise InvalidFigureError(
                name, f'must be a decimal string such as "12.50", not {_kind(value)}'
            )
        return Decimal(value)

    def pieces(self, name: str) -> int:
        """A decimal string whose value is a whole number."""
        value = self.decimal(name)
        if value != value.to_integral_value():
            raise InvalidFigureError(name, "must be a whole number of pieces")
        return int(value)

    def whole(self, name: str) -> int:
        return self._of(int, name, "a whole number")

    def text(self, name: str) -> str:
        value = self._of(str, name, "a string")
        if not value.isprintable():  # a NUL or half a surrogate is no text for a database
            raise InvalidFigureError(name, "must not hold control characters")
        return value

    def day(self, name: str) -> date:
        value = self.text(name)
        try:
            if not _DAY.match(value):
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            raise InvalidFigureError(name, "must be a calendar date such as 2024-01-31") from None

    def records(self, name: str) -> list[Any]:
        return self._of(list, name, "a list")

    def _of(self, kind: type[T], name: str, wanted: str) -> T:
        value = self._record[name]
        # True is an int in Python and no number in JSON
        if isinstance(value, bool) or not isinstance(value, kind):
            raise InvalidFigureError(name, f"must be {wanted}, not {_kind(value)}")
        return value


def reject_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """For `json.loads`: a field given twice would silently lose one of its figures."""
    record = dict(pairs)
    if len(record) != len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise InvalidFigureError(repeated, "is given twice")
    return record


def reject_constant(name: str) -> Any:
    """For `json.loads`: NaN and Infinity are no JSON."""
    raise InvalidFigureError("input", f"is not JSON ({name})")


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, int | float):
        return f"the number {str(value)[:40]}"
    if isinstance(value, str):
        return f'"{value[:40]}"'
    return "a list" if isinstance(value, list) else "an object"
