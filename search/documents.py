"""One good, booth, page … → one flat document: tokens to match, keywords to count, sort keys.

Both engines store the same document; neither analyses any text itself.
"""

import hashlib
import math
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from .codes import plain_code
from .pinyin import pinyin_tokens
from .text import Analyser, Segmenter, fold, parts, pieces, stem

SCHEMA = "5"  # raise when the tokens of an unchanged good would change
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
# Every kind of document by its name in keys; the place tells numbers of different kinds apart, so
# new ones come last. `search/sources` has the reader of each.
KINDS = ("goods", "booth", "exhibitor", "session", "news", "page", "center", "hall")
ANY = "any"  # asked for instead of a kind: all of them
BOTH = "both"  # the language of a document that can be read in each of them
KIND_BITS = 40
# An empty text field gets this token, so that both engines reckon with the same number of
# documents and the same mean length when they weigh a word.
NOTHING = "_"
BODY_CHARACTERS = 4000
NO_PRICE = 2**31 - 1
RANK_STEPS = 2**20  # in one unit of rank: a power of two, for which few bits need be stored
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)

BANDS = ((5_000, "0-50"), (10_000, "50-100"), (20_000, "100-200"), (50_000, "200-500"),
         (100_000, "500-1000"))  # fmt: skip
TOP_BAND = "1000-"


@dataclass(frozen=True)
class Names:
    """A thing with names in two languages: a brand, a category, a country."""

    key: str
    zh: str = ""
    en: str = ""
    aliases: tuple[str, ...] = ()
    pinyin: str = ""  # syllables parted by blanks, where the dictionary reads it wrongly

    @property
    def all(self) -> tuple[str, ...]:
        return tuple(name for name in (self.zh, self.en, *self.aliases) if name)


@dataclass(frozen=True)
class Source:
    """What the index knows of one thing.

    tab: where the site-wide search shows it, its kind if empty; language: of its page, or BOTH.
    Of goods: price in fen with tax, categories from root to leaf. Of other kinds: `brand` is whose
    it is and `categories` what it belongs to, both without a key, so that no facet counts them.
    """

    pk: int
    name_zh: str = ""
    name_en: str = ""
    description: tuple[str, ...] = ()
    specs: tuple[str, ...] = ()
    skus: tuple[str, ...] = ()
    gtins: tuple[str, ...] = ()
    hs_codes: tuple[str, ...] = ()
    brand: Names = Names("")
    categories: tuple[Names, ...] = ()
    origin: Names = Names("")
    modes: tuple[str, ...] = ()
    centers: tuple[str, ...] = ()
    price: int | None = None
    in_stock: bool = False
    sales: int = 0
    published: datetime | None = None
    kind: str = "goods"
    tab: str = ""
    language: str = BOTH
    exhibitor: str = ""


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
    """Changes when an index built before can no longer answer what is asked now."""
    shape = (SCHEMA, KINDS, TEXT_FIELDS, KEYWORD_FIELDS, INTEGER_FIELDS, BANDS)
    return hashlib.sha256(repr(shape).encode()).hexdigest()[:8]


def rank(source: Source) -> float:
    """Well sold and in stock first; the checksum breaks ties alike in both engines."""
    sold = 0.5 * min(1.0, math.log10(1 + source.sales) / 4)
    checksum = zlib.crc32(document_key(source.kind, source.pk).encode()) % 1000 / 1_000_000
    return round((sold + (0.25 if source.in_stock else 0.0) + checksum) * RANK_STEPS) / RANK_STEPS


@dataclass
class _Tokens:
    words: list[str] = field(default_factory=list)
    grams: list[str] = field(default_factory=list)
    pinyin: list[str] = field(default_factory=list)


def code_tokens(source: Source) -> list[str]:
    codes = [plain_code(fold(sku)) for sku in source.skus]
    codes += ["gtin:" + gtin.zfill(14) for gtin in source.gtins if gtin]
    for hs_code in source.hs_codes:
        codes += ["hs:" + hs_code[:length] for length in (4, 6, 8, 10) if len(hs_code) >= length]
    return codes


class DocumentBuilder:
    """Keeps the analysed strings of brands, categories and countries: they return in every good."""

    def __init__(self, brands: Iterable[str] = (), segmenter: Segmenter | None = None):
        self.segmenter = segmenter or Segmenter()
        self.segmenter.add(zh_words(brands))
        self.analyser = Analyser(self.segmenter)
        self.of_brand = lru_cache(maxsize=20_000)(self._of_brand)
        self.of_names = lru_cache(maxsize=20_000)(self._of_names)
        self.of_body = lru_cache(maxsize=2_000)(self._of_body)

    def document(self, source: Source) -> dict:
        title = self._analysed(source.name_zh, source.name_en, *source.specs)
        brand = self.of_brand(source.brand)
        around = [self.of_names(names) for names in (*source.categories, source.origin)]
        body = self.of_body(" ".join(source.description)[:BODY_CHARACTERS])
        text = {
            "name": title.words,
            "gram": title.grams + brand.grams,
            "brand": brand.words,
            "bgram": [gram for gram in brand.grams if len(gram) > 1],
            "cat": [token for tokens in around for token in tokens.words + tokens.grams],
            "body": body,
            "py": title.pinyin + brand.pinyin + _spoken(around),
            "code": code_tokens(source),
        }
        return {**{name: once(tokens) for name, tokens in text.items()}, **_keywords(source)}

    def _analysed(self, *texts: str) -> _Tokens:
        found = _Tokens()
        for text in filter(None, texts):
            folded = fold(text)
            parted = list(pieces(folded))
            for kind, token, _start, _end in self.analyser.tokens(folded, found=parted):
                (found.words if kind == "word" else found.grams).append(token)
            for piece in parted:
                if piece.kind == "zh":
                    found.pinyin += pinyin_tokens(self.segmenter.cut(piece.text))
        return found

    def _of_body(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(t[1] for t in self.analyser.tokens(fold(text), grams=False)))

    def _of_names(self, names: Names) -> _Tokens:
        return self._analysed(*names.all)

    def _of_brand(self, brand: Names) -> _Tokens:
        found = self._analysed(*brand.all)
        for name in brand.all:
            joined = ""
            for piece in pieces(fold(name)):  # `eauthermale`, `eauthermaleavene`
                joined += piece.text
                found.words += [stem(joined), *parts(joined)]
        if brand.pinyin:
            found.pinyin += pinyin_tokens([], brand.pinyin)
        return found


def _spoken(around: list[_Tokens]) -> list[str]:
    """Pinyin of categories and country; no initials of the country: `xxl` is a size too."""
    *categories, origin = around
    found = [token for tokens in categories for token in tokens.pinyin]
    return found + [token for token in origin.pinyin if not token.startswith("i:")]


def zh_words(names: Iterable[str]) -> set[str]:
    """The Chinese runs of brand names, as words for the segmenter."""
    runs = (piece for name in names for piece in pieces(fold(name)) if piece.kind == "zh")
    return {run.text for run in runs if 2 <= len(run.text) <= 8}


def once(tokens: Iterable[str]) -> str:
    """Each token once: a name that repeats a word is not better for it."""
    return " ".join(dict.fromkeys(tokens)) or NOTHING


def _keywords(source: Source) -> dict:
    published = int((source.published - EPOCH).total_seconds()) if source.published else 0
    weight = rank(source)
    price = source.price or 0
    return {
        "pk": number_of(source.kind, source.pk),
        "kind": list(dict.fromkeys((source.kind, source.tab or source.kind, ANY))),
        "lang": [source.language],
        "exhibitor": [source.exhibitor] if source.exhibitor else [],
        "category": [names.key for names in source.categories if names.key],
        "brand_slug": [source.brand.key] if source.brand.key else [],
        "origin": [source.origin.key] if source.origin.key else [],
        "mode": list(source.modes),
        "centers": list(source.centers),
        "price_band": [band] if (band := price_band(source.price)) else [],
        "in_stock": source.in_stock,
        "rank": weight,
        "price": price,
        # Whatever has no price comes last, whichever way one sorts.
        "price_up_key": sort_key(price or NO_PRICE, source.pk),
        "price_down_key": sort_key(price, source.pk),
        "rank_key": sort_key(round(weight * RANK_STEPS), source.pk),
        "sales_key": sort_key(source.sales, source.pk),
        "published_key": sort_key(max(0, published), source.pk),
    }


def sort_key(value: int, pk: int) -> int:
    """One unique integer to sort by, so that paging has neither doubles nor gaps on any engine."""
    return min(value, NO_PRICE) << 32 | pk & 0xFFFFFFFF
