"""Goods sent back to customs: what tax and what part of the year's limit return (R-RET-2…4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from catalog.money import ZERO, InvalidFigureError
from catalog.tax.allocation import part_of
from catalog.tax.limits import ChannelRules
from catalog.tax.quote import Quote, QuotedLine


class LateReason(StrEnum):
    APPLIED_LATE = "applied_late"
    ARRIVED_LATE = "arrived_late"


@dataclass(frozen=True, slots=True)
class ReturnPart:
    """Pieces of one line going back now, after `returned_before` of them went earlier."""

    line: int
    quantity: int
    returned_before: int = 0


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    line: int
    tax: Decimal
    dutiable: Decimal


@dataclass(frozen=True, slots=True)
class TaxReturn:
    """`reason` tells only lateness; a late return gives back neither tax nor limit (R-RET-2)."""

    accepted_for_tax: bool
    reason: LateReason | None
    lines: tuple[ReturnedLine, ...]

    @property
    def tax(self) -> Decimal:
        return sum((line.tax for line in self.lines), ZERO)

    @property
    def used_delta(self) -> Decimal:
        """What the year's use changes by: zero or negative."""
        return ZERO - sum((line.dutiable for line in self.lines), ZERO)


def days_after_release(released_on: date, day: date) -> int:
    """The release day is not counted: the next day is day 1 (Civil Code Art. 201, R-RET-3)."""
    return (day - released_on).days


def lateness(rules: ChannelRules, *, applied_day: int, arrived_day: int) -> LateReason | None:
    """Both last days are inside: day 30 and day 45 (R-RET-3)."""
    if applied_day > rules.return_apply_days:
        return LateReason.APPLIED_LATE
    if arrived_day > rules.return_arrive_days:
        return LateReason.ARRIVED_LATE
    return None


def return_to_customs(
    charged: Quote, parts: Sequence[ReturnPart], *, applied_day: int, arrived_day: int
) -> TaxReturn:
    """What comes back for parts of an order taxed as `charged`; days as `days_after_release`.

    Of a blocked quote nothing was charged, so nothing comes back. Raises InvalidFigureError for an
    unknown line, one named twice, or more pieces than are left.
    """
    if min(applied_day, arrived_day) < 0:
        raise InvalidFigureError(
            "", "both days are counted from the release on, none lies before it"
        )
    if not charged.eligible:
        return TaxReturn(accepted_for_tax=False, reason=None, lines=())
    # R-RET-2: late by either limit, neither tax nor allowance comes back
    reason = lateness(charged.rules, applied_day=applied_day, arrived_day=arrived_day)
    lines = _returned_lines(charged, parts)
    if reason is not None:
        lines = tuple(ReturnedLine(line.line, ZERO, ZERO) for line in lines)
    return TaxReturn(accepted_for_tax=reason is None, reason=reason, lines=lines)


def _returned_lines(charged: Quote, parts: Sequence[ReturnPart]) -> tuple[ReturnedLine, ...]:
    by_number = {line.line: line for line in charged.lines}
    if len({part.line for part in parts}) != len(parts):
        raise InvalidFigureError("lines", "a line is named twice")
    returned = []
    for i, part in enumerate(parts):
        if part.line not in by_number:
            raise InvalidFigureError(f"lines[{i}].line", f"the order has no line {part.line}")
        returned.append(_give_back(by_number[part.line], part, i))
    return tuple(returned)


def _give_back(line: QuotedLine, part: ReturnPart, i: int) -> ReturnedLine:
    left = line.quantity - part.returned_before
    if not 0 < part.quantity <= left:
        raise InvalidFigureError(f"lines[{i}].qty", f"{left} of line {line.line} can be returned")

    def share(amount: Decimal) -> Decimal:
        return part_of(amount, of=line.quantity, before=part.returned_before, now=part.quantity)

    return ReturnedLine(line=line.line, tax=share(line.tax_total), dutiable=share(line.dutiable))
