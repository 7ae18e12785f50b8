"""The fields of a document, the kinds of documents and their numbers: what both engines store."""

import hashlib

SCHEMA = "6"  # raise when the tokens of an unchanged good would change
TEXT_FIELDS = ("name", "gram", "brand", "bgram", "cat", "body", "py", "code")
KEYWORD_FIELDS = (
    "kind",
    "lang",
    "exhibitor",
    "category",
    "brand_slug",
    "origin",
    "mode",
    "centers",
    "price_band",
    "age",
)
_PRICE_KEYS = ("price_up_key", "price_down_key")
SORT_FIELDS = ("rank_key", *_PRICE_KEYS, "sales_key", "published_key")
INTEGER_FIELDS = ("pk", "price", *SORT_FIELDS)
FACET_FIELDS = {
    "category": "category",
    "brand": "brand_slug",
    "origin": "origin",
    "mode": "mode",
    "price": "price_band",
    "center": "centers",
    "stock": "in_stock",
}
FILTER_FIELDS = FACET_FIELDS | {"lang": "lang", "exhibitor": "exhibitor"}  # these aren't counted
# Every kind of document by its name in keys; its position makes its documents' numbers, so new ones
# come last. `search/sources` has the reader of each.
KINDS = ("goods", "booth", "exhibitor", "session", "news", "page", "center", "hall")
GOODS = "goods"
ANY = "any"  # instead of a kind: all of them
BOTH = "both"  # the language of a document that can be read in each of them
KIND_BITS = 40  # a pk may have as many bits; Elasticsearch and tantivy store 63

BANDS = ((5_000, "0-50"), (10_000, "50-100"), (20_000, "100-200"), (50_000, "200-500"),
         (100_000, "500-1000"))  # fmt: skip
TOP_BAND = "1000-"


def document_key(kind: str, pk: int | str) -> str:
    return f"{kind}-{pk}"


def number_of(kind: str, pk: int) -> int:
    """A document's number, the pk itself for goods; what engines answer with."""
    return KINDS.index(kind) << KIND_BITS | pk


def number_of_key(key: str) -> int:
    kind, _, pk = key.rpartition("-")
    return number_of(kind, int(pk))


def kind_and_pk(number: int) -> tuple[str, int]:
    return KINDS[number >> KIND_BITS], number & (1 << KIND_BITS) - 1


def price_band(price: int | None) -> str:
    if price is None:
        return ""
    return next((name for limit, name in BANDS if price < limit), TOP_BAND)


def schema_digest() -> str:
    """Changes when an index built before can no longer serve today's queries."""
    shape = (SCHEMA, KINDS, TEXT_FIELDS, KEYWORD_FIELDS, INTEGER_FIELDS, BANDS)
    return hashlib.sha256(repr(shape).encode()).hexdigest()[:8]
