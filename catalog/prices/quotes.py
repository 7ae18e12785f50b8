"""Every price with tax: `quote_goods` assembles every quote that the site shows, charges
or declares. Product pages, lists and the search index ask it for one piece (`unit_price`,
`unit_prices`), carts and checkouts for an order; an order copies the figures it was placed at, and
customs' messages repeat those.

It brings prices, rates and pieces together; `catalog.tax.quote` does the arithmetic."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.utils import timezone

from catalog.models import Variant
from catalog.money import ZERO
from catalog.prices.stated import YUAN
from catalog.tax.formula import LineRates
from catalog.tax.limits import ChannelRules, TaxChannel
from catalog.tax.quote import Quote, QuotedLine, QuoteLine, QuoteRequest, quote
from catalog.tax.rate_cache import rate_cache


class NotQuotableError(LookupError):
    """A variant without a price in yuan or without tax rates can't be quoted.
    `catalog.admission.requirements` lists what it lacks."""

    def __init__(self, variant: Variant) -> None:
        super().__init__(f"{variant.sku} has no price with tax")
        self.variant = variant


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """One piece bought alone, without freight. Yuan, two places. `line` carries its taxes and
    rates for the explanation; `full`: it is one item over the order limit (R-LIM-3)."""

    price: Decimal
    tax: Decimal
    price_with_tax: Decimal
    line: QuotedLine
    rules: ChannelRules
    full: bool = False


def quote_goods(
    lines: Iterable[tuple[Variant, int]],
    *,
    on: date | None = None,
    freight: Decimal = ZERO,
    insurance: Decimal = ZERO,
    noncash_discount: Decimal = ZERO,
    used_before: Decimal = ZERO,
    rules: ChannelRules | None = None,
) -> Quote:
    """Judge and tax one order of (variant, quantity) pairs; its lines are numbered from 1.

    on: the date of declaration, today's if not given; used_before: what the orderer has used of
    this year's allowance; rules: the channel's terms, else those of the date. Amounts: yuan, two
    places. At most one query, for missing filings.

    Raises NotQuotableError for the first variant that can't be quoted, InvalidFigureError for a
    discount above the sum, NoRulesInForceError for a date before the retail channel existed."""
    day = on or timezone.localdate()
    lines = list(lines)
    # one line has nothing to batch: lists quote hundreds of single pieces
    if len(lines) > 1:
        prefetch_related_objects([variant for variant, _ in lines], "filing")
    return quote(
        QuoteRequest(
            on=day,
            lines=tuple(
                _quote_line(number, variant, quantity, day)
                for number, (variant, quantity) in enumerate(lines, start=1)
            ),
            freight=freight,
            insurance=insurance,
            noncash_discount=noncash_discount,
            used_before=used_before,
        ),
        rules,
    )


def is_quotable(variant: Variant, on: date) -> bool:
    """Has it a price in yuan, and tax rates on that day? Says nothing of limits or approval."""
    return _rates(variant, on) is not None


def unit_price(variant: Variant, on: date | None = None) -> UnitPrice | None:
    """The price of one piece; None if it can't be quoted, or if a single piece alone is above
    what the retail channel allows."""
    try:
        quoted = quote_goods([(variant, 1)], on=on)
    except NotQuotableError:
        return None
    if not quoted.eligible:
        return None
    (line,) = quoted.lines
    return UnitPrice(
        price=line.unit_price,
        tax=quoted.tax_total,
        price_with_tax=quoted.actual_paid,
        line=line,
        rules=quoted.rules,
        full=quoted.channel is TaxChannel.FULL,
    )


def unit_prices(variants: Iterable[Variant], on: date | None = None) -> dict[int, UnitPrice]:
    """`unit_price` by pk for those that have one; at most one query, for missing filings."""
    variants = list(variants)
    prefetch_related_objects(variants, "filing")
    day = on or timezone.localdate()
    prices = {variant.pk: unit_price(variant, day) for variant in variants}
    return {pk: price for pk, price in prices.items() if price is not None}


def _quote_line(number: int, variant: Variant, quantity: int, day: date) -> QuoteLine:
    rates = _rates(variant, day)
    if rates is None or variant.price is None:
        raise NotQuotableError(variant)
    return QuoteLine.of_pieces(number, quantity, variant.price, rates)


def _rates(variant: Variant, day: date) -> LineRates | None:
    if variant.price is None or variant.currency != YUAN:
        return None
    filing = getattr(variant, "filing", None)
    if filing is None or not filing.hs_code:
        return None
    return rate_cache.rates_of(variant, filing.hs_code, day)
