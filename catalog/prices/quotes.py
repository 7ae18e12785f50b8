"""The one door to a price with tax: pages, lists, carts and orders ask here, and all of them get
what `catalog.tax.quote` reckons from the catalogue's rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.utils import timezone

from catalog.models import Variant
from catalog.money import ZERO
from catalog.tax import quote as tax
from catalog.tax.rate_cache import book

YUAN = "CNY"


class NoPrice(LookupError):
    """A variant without a price in yuan or without tax rates can't be quoted. `variant` says
    which; `catalog.admission.requirements` says why."""

    def __init__(self, variant: Variant):
        super().__init__(f"{variant.sku} has no price with tax")
        self.variant = variant


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """One piece bought alone, without freight. Yuan, two places. `line` carries its taxes and
    rates for the explanation; `full` says that it is one item over the order limit (R-LIM-3)."""

    price: Decimal
    tax: Decimal
    price_with_tax: Decimal
    line: tax.QuotedLine
    rules: tax.ChannelRules
    full: bool = False


def price_of(variant: Variant, on: date | None = None) -> UnitPrice | None:
    """The price of one piece; None where none can be said: no price in yuan, no rate on that
    day, or a single piece above what the retail channel allows."""
    return _unit_price(variant, on or timezone.localdate())


def prices_of(variants: Iterable[Variant], on: date | None = None) -> dict[int, UnitPrice]:
    """`price_of` by pk for those that have one; one query at most, for filings not at hand."""
    variants = list(variants)
    prefetch_related_objects(variants, "filing")
    day = on or timezone.localdate()
    found = {variant.pk: _unit_price(variant, day) for variant in variants}
    return {pk: price for pk, price in found.items() if price is not None}


def quote_lines(
    lines: Iterable[tuple[Variant, int]],
    *,
    on: date | None = None,
    freight: Decimal = ZERO,
    insurance: Decimal = ZERO,
    noncash_discount: Decimal = ZERO,
    used_before: Decimal = ZERO,
) -> tax.Quote:
    """Judge and tax an order of (variant, quantity) pairs, numbered from 1 in their order.

    Raises NoPrice for the first variant that can't be quoted, BadFigure for a discount above
    the sum. Amounts: yuan, two places."""
    day = on or timezone.localdate()
    lines = list(lines)
    prefetch_related_objects([variant for variant, _ in lines], "filing")
    asked = tuple(
        _quote_line(number, variant, quantity, day)
        for number, (variant, quantity) in enumerate(lines, start=1)
    )
    return tax.quote(
        tax.QuoteRequest(
            on=day,
            lines=asked,
            freight=freight,
            insurance=insurance,
            noncash_discount=noncash_discount,
            used_before=used_before,
        )
    )


def _quote_line(number: int, variant: Variant, quantity: int, day: date) -> tax.QuoteLine:
    rates = _rates(variant, day)
    if rates is None:
        raise NoPrice(variant)
    return tax.QuoteLine.of_pieces(number, quantity, variant.price, rates)


def _unit_price(variant: Variant, day: date) -> UnitPrice | None:
    rates = _rates(variant, day)
    if rates is None:
        return None
    quoted = tax.quote(tax.QuoteRequest(on=day, lines=(tax.QuoteLine(1, 1, variant.price, rates),)))
    if not quoted.eligible:
        return None
    return UnitPrice(
        price=variant.price,
        tax=quoted.tax_total,
        price_with_tax=quoted.actual_paid,
        line=quoted.lines[0],
        rules=quoted.rules,
        full=quoted.channel is tax.Channel.FULL,
    )


def _rates(variant: Variant, day: date) -> tax.Rates | None:
    if variant.price is None or variant.currency != YUAN:
        return None
    hs_code = _hs_code(variant)
    return book.rates_of(variant, hs_code, day) if hs_code else None


def _hs_code(variant: Variant) -> str:
    filing = getattr(variant, "filing", None)
    return filing.hs_code if filing else ""
