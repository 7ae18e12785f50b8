"""Samples on the demo's shelves, chosen from whatever the catalogue holds."""

from collections import defaultdict
from datetime import timedelta
from itertools import chain, zip_longest

from django.utils import timezone

from catalog.models import Variant
from centers.models import Sample

SAMPLES_PER_SHELF = 6
SAMPLES_PER_BOARD = 2


def fill(shelves):
    """shelves: (Shelf, its plan, zone code) of empty ones. Six goods each, one of a category in
    turn; a good stands once in a center."""
    by_category = _goods_for_sale()
    taken = defaultdict(set)
    made = []
    for shelf, wanted, zone in shelves:
        rows = [by_category[slug] for slug in wanted.categories]
        in_turn = [variant for variant in chain(*zip_longest(*rows)) if variant]
        fitting = [
            variant
            for variant in in_turn
            if variant.product_id not in taken[shelf.center_id]
            and (not zone or variant.filing.zone.code == zone)
        ][:SAMPLES_PER_SHELF]
        taken[shelf.center_id].update(variant.product_id for variant in fitting)
        made += [_sample(shelf, variant, at) for at, variant in enumerate(fitting)]
    return Sample.objects.bulk_create(made)


def _goods_for_sale():
    """Category → the first size of its goods for sale, some twenty each."""
    by_category, seen = defaultdict(list), set()
    variants = Variant.objects.for_sale().select_related("product__category", "filing__zone")
    # a catalogue for trials has 50,000 goods; the first ones are enough for ten shelves
    for variant in variants.order_by("product_id", "position", "pk")[:2000]:
        if variant.product_id not in seen:
            seen.add(variant.product_id)
            by_category[variant.product.category.slug].append(variant)
    return by_category


def _sample(shelf, variant, at):
    return Sample(
        shelf=shelf,
        variant=variant,
        board=at // SAMPLES_PER_BOARD + 1,
        position=at % SAMPLES_PER_BOARD + 1,
        customs_basis="展示申报 C 类（演示）",
        due_on=timezone.localdate() + timedelta(days=180),
    )
