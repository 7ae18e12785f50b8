"""What staff and exhibitors do to a variant: its price, its filing. Each leaves its trail."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from catalog.actions.stock import open_record
from catalog.models import Filing, PriceChange, Variant
from catalog.money import half_up, require_yuan
from catalog.signals import tell_goods_changed
from evidence.actions import record


class PriceMoved(Exception):
    """Somebody else changed the price meanwhile; look again."""


def change_price(
    variant: Variant, new: Decimal | None, actor, *, currency: str = "", reason: str = ""
) -> bool:
    """Ask another price before tax from now on. new: yuan, two places, ≥ 0, or None for "on
    display only". False where nothing changes; raises PriceMoved, BadFigure."""
    currency = currency or variant.currency
    if new is not None:
        require_yuan("price", new)
        new = half_up(new)
    old, old_currency = variant.price, variant.currency
    if (old, old_currency) == (new, currency):
        return False
    with transaction.atomic():
        unmoved = Variant.objects.filter(pk=variant.pk, price=old, currency=old_currency)
        if not unmoved.update(price=new, currency=currency):
            raise PriceMoved(variant.sku)
        PriceChange.objects.create(
            variant=variant, old=old, new=new, currency=currency, actor=actor, reason=reason[:120]
        )
        tell_goods_changed([variant.product_id])
        record(
            subject=f"variant {variant.sku}",
            kind="price changed",
            payload={"old": _words(old), "new": _words(new), "currency": currency},
            actor=actor,
        )
    variant.price, variant.currency = new, currency
    return True


def change_filing(variant: Variant, actor, **fields) -> bool:
    """Change regulated fields, and take the approval back if any of them is another than
    before (R-DOC-8). False where nothing changes."""
    with transaction.atomic():
        filing, _ = Filing.objects.select_for_update().get_or_create(variant=variant)
        before = filing.as_filed()
        for name, value in fields.items():
            setattr(filing, name, value)
        after = filing.as_filed()
        moved = [name for name in after if before[name] != after[name]]
        if not moved:
            return False
        filing.approved_at = filing.approved_by = None
        filing.save()
        open_record(filing)
        tell_goods_changed([variant.product_id])
        record(
            subject=f"variant {variant.sku}",
            kind="filing changed",
            payload={name: [before[name], after[name]] for name in moved},
            actor=actor,
        )
    variant.filing = filing
    return True


def _words(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:f}"
