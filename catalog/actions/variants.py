from catalog.models import Variant
from catalog.signals import notify_goods_changed
from evidence.actions import record


def record_change(variant: Variant, kind: str, payload: dict, actor) -> None:
    """A change of what a variant costs or what is filed for it: announced, and in the ledger."""
    notify_goods_changed([variant.product_id])
    record(subject=f"variant {variant.sku}", kind=kind, payload=payload, actor=actor)
