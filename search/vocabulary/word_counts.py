"""The catalogue's terms, counted while an index is built, which has them at hand."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple

from django.db import transaction

from catalog.models import Product
from search.analysis.pinyin import initials, spell
from search.analysis.tokenization import fold
from search.documents.source import DocumentSource, Names
from search.models import SearchTerm
from search.query.spelling import is_chinese

from . import lexicon

MAX_LENGTH = 40
PAIR = "pair"
SMALL = 2000  # goods: in a catalogue up to here, many a noun stands in one good only


class TermCounts:
    """Brands and categories whole, and every word that stands in at least two goods.

    In a small catalogue longer words that occur in one good count as well.
    """

    def __init__(self):
        self._goods = 0
        self._brands: Counter[tuple[str, Names]] = Counter()
        self._categories: Counter[str] = Counter()
        self._pairs: Counter[str] = Counter()
        self._words: Counter[str] = Counter()

    def add(self, source: DocumentSource, document: dict) -> None:
        self._goods += 1
        brand, leaf = source.brand, source.categories[-1:]
        self._brands.update((name, brand) for name in brand.all)
        self._categories.update(name for each in source.categories for name in each.all)
        if leaf and brand.zh and leaf[0].zh:
            self._pairs[brand.zh + leaf[0].zh] += 1
        self._words.update(document["name"].split())

    def packed(self) -> dict:
        """As JSON, for a rebuild that may be killed and go on later."""
        brands = {brand: None for _name, brand in self._brands}
        places = {brand: place for place, brand in enumerate(brands)}
        return {
            "goods": self._goods,
            "names": [astuple(brand) for brand in brands],
            "brands": [[name, places[brand], n] for (name, brand), n in self._brands.items()],
            "categories": dict(self._categories),
            "pairs": dict(self._pairs),
            "words": dict(self._words),
        }

    def unpack(self, packed: dict) -> None:
        """Add what another has counted."""
        names = [Names(k, zh, en, tuple(aliases), p) for k, zh, en, aliases, p in packed["names"]]
        self._goods += packed["goods"]
        self._brands.update({(name, names[place]): n for name, place, n in packed["brands"]})
        self._categories.update(packed["categories"])
        self._pairs.update(packed["pairs"])
        self._words.update(packed["words"])

    def terms(self, goods: int | None = None) -> Iterator[SearchTerm]:
        """goods: how many the catalogue has, where not all of them were counted."""
        seen = set()
        for term in self._all((self._goods if goods is None else goods) <= SMALL):
            if term.text.lower() not in seen and len(term.text) <= MAX_LENGTH:
                seen.add(term.text.lower())
                yield term

    def _all(self, small: bool) -> Iterator[SearchTerm]:
        for (name, brand), goods in self._brands.most_common():
            yield brand_term(name, brand, goods)
        for name, goods in self._categories.most_common():
            yield term_of(name, "category", goods)
        for name, goods in self._pairs.most_common():
            if goods > 1:
                yield term_of(name, PAIR, goods)
        for word, goods in self._words.most_common():
            if goods < 2 and not small:
                break
            if is_term(word) and (goods > 1 or len(word) > 2):
                yield term_of(word, "word", goods)


def is_term(word: str) -> bool:
    """A word one may search for: not a number, a size or a single character."""
    if len(word) < 2 or any(character.isdigit() for character in word):
        return False
    return is_chinese(word) or (word.isascii() and word.isalpha() and len(word) > 3)


def term_of(text: str, kind: str, goods: int) -> SearchTerm:
    folded = fold(text)
    has_pinyin = is_chinese(folded)
    return SearchTerm(
        text=text,
        kind=kind,
        goods=goods,
        pinyin=spell(folded) if has_pinyin else "",
        initials=initials(folded) if has_pinyin else "",
    )


def brand_term(name: str, brand: Names, goods: int) -> SearchTerm:
    term = term_of(name, "brand", goods)
    if name in brand.aliases:
        term.shown = (brand.zh if term.pinyin else brand.en) or brand.zh or brand.en
    if brand.pinyin and name == brand.zh:
        read = brand.pinyin.lower().split()
        term.pinyin, term.initials = "".join(read), "".join(syllable[0] for syllable in read)
    return term


def replace_terms(terms: Iterable[SearchTerm]) -> None:
    with transaction.atomic():
        SearchTerm.objects.all().delete()
        SearchTerm.objects.bulk_create(terms, batch_size=1000, ignore_conflicts=True)
        lexicon.changed()


def learn_goods(goods: Iterable[tuple[DocumentSource, dict]]) -> None:
    """Words, categories and brands of goods just indexed that are new to the vocabulary are added
    at once, as far as those goods alone justify it; the counts wait for the next rebuild."""
    counts = TermCounts()
    sources = []
    for source, document in goods:
        sources.append(source)
        counts.add(source, document)
    learn(source.brand for source in sources)
    known = lexicon.current_lexicon().vocabulary.texts
    if all(term.text.lower() in known for term in counts.terms()):
        return  # as nearly always, without asking how many goods there are
    new = [t for t in counts.terms(Product.objects.count()) if t.text.lower() not in known]
    if new:
        SearchTerm.objects.bulk_create(new, ignore_conflicts=True, batch_size=1000)
        lexicon.changed()


def learn(brands: Iterable[Names]) -> None:
    """A brand new to the vocabulary is added at once.

    One with the name of a category or a word replaces it, or it would be new at every write, and
    every process would load all terms again."""
    known = lexicon.current_lexicon().vocabulary.brands
    names = {name: brand for brand in brands for name in brand.all if name not in known}
    new = [brand_term(name, brand, 1) for name, brand in names.items()]
    new = [term for term in new if len(term.text) <= MAX_LENGTH]
    if new:
        SearchTerm.objects.bulk_create(
            new,
            update_conflicts=True,
            unique_fields=["text"],
            update_fields=["kind", "shown", "pinyin", "initials"],
        )
        lexicon.changed()
