"""An incomplete SKU or GTIN, looked up in the database, whose indexes are sorted by code.

The search index has whole codes only, so that a code matches or doesn't."""

import re
from typing import NamedTuple

from catalog.models import Variant
from search.analysis.tokenization import fold

MIN_LENGTH = 4
CODE = re.compile(r"(?=.*[0-9-])[a-z0-9]+(?:-[a-z0-9]*)*")
MAX_VARIANTS = 50  # variants: of thousands that begin alike any will do


class CodeMatch(NamedTuple):
    """code: the SKU, or the GTIN, that begins so; sku: of the size that has it."""

    kind: str
    code: str
    sku: str


def goods_by_code_prefix(typed: str) -> dict[int, CodeMatch]:
    """Products on display with the code that begins so, by code."""
    folded = fold(typed).strip()
    if len(folded) < MIN_LENGTH or not CODE.fullmatch(folded):
        return {}
    prefixes = {folded, folded.upper(), typed.strip()}
    # order_by: sorts no thousands
    rows = Variant.objects.coded(prefixes).filter(product__live=True).order_by()
    matches: dict[int, CodeMatch] = {}
    # sorted: the same code is shown each time
    for sku, gtin, product in sorted(rows.values_list("sku", "gtin", "product")[:MAX_VARIANTS]):
        kind, code = ("SKU", sku) if fold(sku).startswith(folded) else ("GTIN", gtin)
        matches.setdefault(product, CodeMatch(kind, code, sku))
    return matches
