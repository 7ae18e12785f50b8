"""Samples on the demo's shelves, chosen from whatever the catalogue holds."""

from collections import defaultdict
from datetime import timedelta
from itertools import chain, zip_longest

from django.utils import timezone

from catalog.models import Variant
from centers.models import Sample

A_SHELF = 6
A_BOARD = 2


def fill(shelves):
    """shelves: (Shelf, DemoShelf, zone code) of empty ones. Six goods each, one of a category in
    turn; a good stands once in a center."""
    by_category = _goods()
    taken = defaultdict(set)
    made = []
    for shelf, wanted, zone in shelves:
        rows = [by_category[slug] for slug in wanted.categories.split()]
        in_turn = [variant for variant in chain(*zip_longest(*rows)) if variant]
        fitting = [
            variant
            for variant in in_turn
            if variant.product_id not in taken[shelf.center_id]
            and (not zone or variant.filing.zone.code == zone)
        ][:A_SHELF]
        taken[shelf.center_id].update(variant.product_id for variant in fitting)
        made += [_sample(shelf, variant, at) for at, variant in enumerate(fitting)]
    return Sample.objects.bulk_create(made)


def _goods():
    """Category → the first size of its goods for sale, some twenty each."""
    found, seen = defaultdict(list), set()
    variants = (
        Variant.objects.for_sale()
        .select_related("product__category", "filing__zone")
        .order_by("product_id", "position", "pk")[:2000]
    )
    for variant in variants:
        if variant.product_id not in seen:
            seen.add(variant.product_id)
            found[variant.product.category.slug].append(variant)
    return found


def _sample(shelf, variant, at):
    return Sample(
        shelf=shelf,
        variant=variant,
        board=at // A_BOARD + 1,
        position=at % A_BOARD + 1,
        customs_basis="展示申报 C 类（演示）",
        due_on=timezone.localdate() + timedelta(days=180),
    )
