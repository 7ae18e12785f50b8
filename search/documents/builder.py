"""One good, booth, page … → one flat document: tokens to match, keywords to count, sort keys.

Both engines store the same document; neither analyses any text itself.
"""

import math
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from search.analysis.ages import MAY_HOLD_AGES, Span, ages_of, stated_ages
from search.analysis.pinyin import pinyin_tokens
from search.analysis.tokenization import Analyzer, Segmenter, fold, parts, pieces, stem
from search.query.codes import plain_code

from .schema import ANY, GOODS, document_key, number_of, price_band
from .source import DocumentSource, Names

# An empty text field gets this token, so that both engines score with the same number of documents
# and the same mean field length.
NOTHING = "_"
BODY_CHARACTERS = 4000
NO_PRICE = 2**31 - 1
RANK_STEPS = 2**16  # in one unit of rank: a power of two, for which few bits need be stored
# How many times as much a good counts that can be seen and bought: more than a name (3) beside a
# category (1), not as much as a name beside a mere mention in the description (0.25).
COMPLETE = 4
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def rank(source: DocumentSource) -> float:
    """Well sold and in stock first; the checksum breaks ties, the same in both engines.

    Engines multiply the score by the logarithm of 2 + rank. A power of it multiplies that again: a
    good that lacks price or picture stands behind all that are found as well as it.
    """
    sold = 0.5 * min(1.0, math.log10(1 + source.sales) / 4)
    checksum = zlib.crc32(document_key(source.kind, source.pk).encode()) % 1000 / 1_000_000
    weight = 2 + sold + (0.25 if source.in_stock else 0.0) + checksum
    weight = weight if source.is_bare else weight**COMPLETE
    return round((weight - 2) * RANK_STEPS) / RANK_STEPS


@dataclass
class _Tokens:
    words: list[str] = field(default_factory=list)
    grams: list[str] = field(default_factory=list)
    pinyin: list[str] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)  # the texts themselves


def code_tokens(source: DocumentSource) -> list[str]:
    codes = [plain_code(fold(sku)) for sku in source.skus]
    codes += ["gtin:" + gtin.zfill(14) for gtin in source.gtins if gtin]
    for hs_code in source.hs_codes:
        codes += ["hs:" + hs_code[:length] for length in (4, 6, 8, 10) if len(hs_code) >= length]
    return codes


class DocumentBuilder:
    """Keeps the analysed strings of brands, categories and countries: they return in every good."""

    def __init__(self, brands: Iterable[str] = (), segmenter: Segmenter | None = None):
        self.segmenter = segmenter or Segmenter()
        self.segmenter.add(chinese_runs(brands))
        self.analyzer = Analyzer(self.segmenter)
        self.of_brand = lru_cache(maxsize=20_000)(self._of_brand)
        self.of_names = lru_cache(maxsize=20_000)(self._of_names)
        self.of_body = lru_cache(maxsize=2_000)(self._of_body)
        self.stated_in = lru_cache(maxsize=2_000)(_stated_in)

    def know_brands(self, brands: Iterable[Names]) -> None:
        """Names that the segmenter is to keep whole; before the first of their goods is read."""
        self.segmenter.add(chinese_runs(name for brand in brands for name in brand.all))

    def document(self, source: DocumentSource) -> dict:
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
            "py": title.pinyin + brand.pinyin + _pinyin_tokens(around),
            "code": code_tokens(source),
        }
        tokens_by_field = {name: once(tokens) for name, tokens in text.items()}
        return {**tokens_by_field, "age": self._ages(source, title), **_keywords(source)}

    def _ages(self, source: DocumentSource, title: _Tokens) -> list[str]:
        """For whom a good is, as far as it says so itself."""
        if source.kind != GOODS:
            return []
        details = self.stated_in("\n".join(source.description)[:BODY_CHARACTERS])
        shelf = self.of_names(source.categories[-1]).folded if source.categories else ()
        return list(ages_of("\n".join(title.folded), details, "\n".join(shelf)))

    def _analysed(self, *texts: str) -> _Tokens:
        tokens = _Tokens()
        for text in filter(None, texts):
            folded = fold(text)
            tokens.folded.append(folded)
            text_pieces = list(pieces(folded))
            for kind, token, _start, _end in self.analyzer.tokens(folded, known_pieces=text_pieces):
                (tokens.words if kind == "word" else tokens.grams).append(token)
            for piece in text_pieces:
                if piece.kind == "zh":
                    tokens.pinyin += pinyin_tokens(self.segmenter.cut(piece.text))
        return tokens

    def _of_body(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(t[1] for t in self.analyzer.tokens(fold(text), grams=False)))

    def _of_names(self, names: Names) -> _Tokens:
        return self._analysed(*names.all)

    def _of_brand(self, brand: Names) -> _Tokens:
        tokens = self._analysed(*brand.all)
        for name in brand.all:
            joined = ""
            for piece in pieces(fold(name)):  # `eauthermale`, `eauthermaleavene`
                joined += piece.text
                tokens.words += [stem(joined), *parts(joined)]
        if brand.pinyin:
            tokens.pinyin += pinyin_tokens([], brand.pinyin)
        return tokens


def _stated_in(text: str) -> tuple[Span, ...]:
    return stated_ages(fold(text)) if MAY_HOLD_AGES.search(text) else ()


def _pinyin_tokens(around: list[_Tokens]) -> list[str]:
    """Pinyin of categories and country; no initials of the country: `xxl` is a size too."""
    *categories, origin = around
    tokens = [token for names in categories for token in names.pinyin]
    return tokens + [token for token in origin.pinyin if not token.startswith("i:")]


def chinese_runs(names: Iterable[str]) -> set[str]:
    """The Chinese runs of brand names, as words for the segmenter."""
    runs = (piece for name in names for piece in pieces(fold(name)) if piece.kind == "zh")
    return {run.text for run in runs if 2 <= len(run.text) <= 8}


def once(tokens: Iterable[str]) -> str:
    """Each token once: a name that repeats a word is not better for it."""
    return " ".join(dict.fromkeys(tokens)) or NOTHING


def _keywords(source: DocumentSource) -> dict:
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
        # Goods without a price come last in both directions.
        "price_up_key": sort_key(price or NO_PRICE, source.pk),
        "price_down_key": sort_key(price, source.pk),
        "rank_key": sort_key(round(weight * RANK_STEPS), source.pk),
        "sales_key": sort_key(source.sales, source.pk),
        "published_key": sort_key(max(0, published), source.pk),
    }


def sort_key(value: int, pk: int) -> int:
    """One unique integer to sort by, so that paging has neither doubles nor gaps on any engine."""
    # both engines compare 64 signed bits: 31 of the value, 32 of the pk
    return min(value, NO_PRICE) << 32 | pk & 0xFFFFFFFF
