"""May these goods come in by the retail channel, and on which terms? (R-LIM-1…5)"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum


class TaxChannel(StrEnum):
    REDUCED = "reduced"  # duty 0, VAT and consumption tax at 70 %
    FULL = "full"  # one item over the order limit: every tax in full
    BLOCKED = "blocked"  # not a retail order; general trade


class BlockReason(StrEnum):
    SINGLE_LIMIT = "single_limit"
    ANNUAL_LIMIT = "annual_limit"


@dataclass(frozen=True, slots=True)
class ChannelRules:
    """The retail channel's terms between two declaration dates, both inclusive.

    Limits in yuan of dutiable value, bounds inclusive (R-LIM-2). `tax_share` is the k of
    R-TAX-3. Return windows in calendar days after release (R-RET-2).
    """

    valid_from: date
    valid_to: date | None
    per_order: Decimal
    per_year: Decimal
    tax_share: Decimal
    one_item_full_tax: bool
    one_item_may_equal_year_limit: bool
    return_apply_days: int
    return_arrive_days: int
    source: str

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def without_yearly_limit(self) -> "ChannelRules":
        """The same terms whatever was used of the year: to show what goods cost while an order of
        them is refused, never to charge or declare. A single item over the order's limit is taxed
        in full all the same (R-LIM-3)."""
        return replace(self, per_year=Decimal("Infinity"))

    def without_limits(self) -> "ChannelRules":
        """`without_yearly_limit`, and for a cart of any value."""
        return replace(self.without_yearly_limit(), per_order=Decimal("Infinity"))

    def judge(
        self, *, dutiable: Decimal, used_before: Decimal, one_item: bool
    ) -> tuple[TaxChannel, BlockReason | None]:
        """Measure an order's dutiable value against both limits; the order's own comes first.

        Coming first, it also answers for a single item of 26,000 yuan and more: such an order
        is no longer inside the one-item exception, whatever the year's balance (R-LIM-3).
        """
        channel = TaxChannel.REDUCED
        if dutiable > self.per_order:
            if not (one_item and self._one_item_allows(dutiable)):
                return TaxChannel.BLOCKED, BlockReason.SINGLE_LIMIT
            channel = TaxChannel.FULL
        if used_before + dutiable > self.per_year:
            return TaxChannel.BLOCKED, BlockReason.ANNUAL_LIMIT
        return channel, None

    def _one_item_allows(self, dutiable: Decimal) -> bool:
        if not self.one_item_full_tax:
            return False
        if self.one_item_may_equal_year_limit:
            return dutiable <= self.per_year
        return dutiable < self.per_year
