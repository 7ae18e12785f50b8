"""A variant's price: changed at once, with a trail."""

from decimal import Decimal

from django.db import transaction

from catalog.actions.variants import record_change
from catalog.models import PriceChange, Variant
from catalog.money import half_up, require_yuan


class StalePriceError(Exception):
    """Somebody else changed the price meanwhile."""


def change_price(
    variant: Variant, new: Decimal | None, actor, *, currency: str = "", reason: str = ""
) -> bool:
    """Set the price before tax. new: in `currency`, two places, ≥ 0, or None for "on display only".

    currency: the variant's where none is given. `variant.price` and `variant.currency` are what the
    caller saw: if the row has another price by now, StalePriceError.
    False where nothing changes; raises InvalidFigureError for what is not an amount of money."""
    currency = currency or variant.currency
    if new is not None:
        require_yuan("price", new)
        new = half_up(new)
    old, old_currency = variant.price, variant.currency
    if (old, old_currency) == (new, currency):
        return False
    with transaction.atomic():
        # conditional on what the caller saw: a second window must not undo a change unseen
        unchanged = Variant.objects.filter(pk=variant.pk, price=old, currency=old_currency)
        if not unchanged.update(price=new, currency=currency):
            raise StalePriceError(variant.sku)
        moved = {"old_currency": old_currency} if old_currency != currency else {}
        PriceChange.objects.create(
            variant=variant,
            old=old,
            new=new,
            currency=currency,
            actor=actor,
            reason=reason[:120],
            **moved,
        )
        payload = {"old": _text(old), "new": _text(new), "currency": currency} | moved
        record_change(variant, "price changed", payload, actor)
    variant.price, variant.currency = new, currency
    return True


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:f}"
