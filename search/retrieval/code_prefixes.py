"""A SKU or GTIN half typed: asked of the database, whose indexes hold the codes in their sequence.

The search's own index knows whole codes only, so that a code is found or not found."""

import re
from typing import NamedTuple

from catalog.models import Variant
from search.analysis.tokenization import fold

SHORTEST = 4
CODE = re.compile(r"(?=.*[0-9-])[a-z0-9]+(?:-[a-z0-9]*)*")
MOST_READ = 50  # variants: of thousands that begin alike any will do


class Begun(NamedTuple):
    kind: str
    code: str


def begun(typed: str) -> dict[int, Begun]:
    """Products on display with the code that begins so, by code."""
    folded = fold(typed).strip()
    if len(folded) < SHORTEST or not CODE.fullmatch(folded):
        return {}
    begin = {folded, folded.upper(), typed.strip()}
    rows = Variant.objects.coded(begin).filter(product__live=True).order_by()  # sorts no thousands
    found: dict[int, Begun] = {}
    for sku, gtin, product in sorted(rows.values_list("sku", "gtin", "product")[:MOST_READ]):
        by_sku = fold(sku).startswith(folded)
        found.setdefault(product, Begun("SKU", sku) if by_sku else Begun("GTIN", gtin))
    return found
