"""New goods in quantity: the rows of hundreds of products in a handful of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from catalog.models import (
    Filing,
    Product,
    ProductPicture,
    StockMovement,
    StockRecord,
    Variant,
    Zone,
)
from catalog.signals import notify_goods_changed


@dataclass(slots=True)
class NewVariant:
    """An unsaved variant with its filing, and pieces on hand by zone."""

    variant: Variant
    filing: Filing | None = None
    stock: Mapping[Zone, int] = field(default_factory=dict)


@dataclass(slots=True)
class NewProduct:
    """An unsaved product with its variants and further pictures (ExpoImage, in order)."""

    product: Product
    variants: Sequence[NewVariant]
    pictures: Sequence = ()


def create_goods(goods: Sequence[NewProduct], *, actor=None, reference: str) -> None:
    """Write all of them or none, with the movements that explain their stock; `reference` names
    the source there. Slugs and SKUs must be free."""
    if not goods:
        return
    with transaction.atomic():
        _write_products(goods)
        variants = [new for good in goods for new in good.variants]
        # bulk_create sends no signals: search hears of the goods by notify_goods_changed below
        Variant.objects.bulk_create([new.variant for new in variants], batch_size=500)
        _write_filings(variants)
        records = [
            StockRecord(variant=new.variant, zone=zone, on_hand=pieces)
            for new in variants
            for zone, pieces in new.stock.items()
        ]
        write_first_stock(records, actor, reference)
        notify_goods_changed(good.product.pk for good in goods)


def _write_products(goods):
    now = timezone.now()
    for good in goods:
        product = good.product
        product.has_unpublished_changes = not product.live
        if product.live:
            product.first_published_at = product.first_published_at or now
            product.last_published_at = now
    Product.objects.bulk_create([good.product for good in goods], batch_size=500)
    for good in goods:
        for new in good.variants:
            new.variant.product = good.product
    ProductPicture.objects.bulk_create(
        ProductPicture(product=good.product, image=image, sort_order=order)
        for good in goods
        for order, image in enumerate(good.pictures)
    )


def _write_filings(variants):
    filings = []
    for new in variants:
        if new.filing is not None:
            new.filing.variant = new.variant
            filings.append(new.filing)
    Filing.objects.bulk_create(filings, batch_size=500)


def write_first_stock(records: Sequence[StockRecord], actor, reference: str) -> None:
    """records: unsaved, with what is on hand; each gets the movement that explains it."""
    StockRecord.objects.bulk_create(records, batch_size=1000)
    StockMovement.objects.bulk_create(
        (
            StockMovement(
                record=record,
                kind=StockMovement.Kind.RECEIVED,
                on_hand=record.on_hand,
                reference=reference[:80],
                actor=actor,
            )
            for record in records
            if record.on_hand
        ),
        batch_size=1000,
    )
