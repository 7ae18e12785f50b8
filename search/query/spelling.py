"""The shop's own vocabulary, and corrections from it: above the engines, so both correct alike."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import itemgetter

from search.analysis.pinyin import spell, splittings
from search.analysis.tokenization import fold, pieces, stem

from .plan import Concept

KINDS = ("brand", "category", "word")  # in order of preference
LONGEST_CORRECTION = 8
MOST_CORRECTIONS = 5
BEYOND = "\U0010ffff"  # after every letter
SHORT = 5  # letters: up to here the first one is taken to be right


@dataclass(frozen=True)
class Term:
    """text: as it is shown. goods: how many goods hold it."""

    text: str
    kind: str
    goods: int = 0
    pinyin: str = ""
    initials: str = ""
    shown: str = ""  # what is suggested instead of an alias

    @property
    def preference(self) -> tuple[int, int]:
        return KINDS.index(self.kind) if self.kind in KINDS else len(KINDS), -self.goods


class Vocabulary:
    """Brand names, aliases, category names, and words that stand in at least two goods."""

    def __init__(self, terms: Iterable[Term] = ()):
        self.terms = tuple(terms)

    @cached_property
    def brands(self) -> set[str]:
        return {term.text for term in self.terms if term.kind == "brand"}

    @cached_property
    def brand_names(self) -> set[str]:
        return {fold(name) for name in self.brands}

    @cached_property
    def brand_words(self) -> set[str]:
        """Brand names and the words of brand names."""
        return {piece.text for name in self.brand_names for piece in pieces(name)}

    @cached_property
    def readings(self) -> dict[str, tuple[str, ...]]:
        """Brands that are read otherwise than the dictionary says → their syllables."""
        found = {}
        for term in self.terms:
            word = fold(term.text)
            if term.kind == "brand" and term.pinyin and term.pinyin != spell(word):
                ways = [way for way in splittings(term.pinyin) if len(way) == len(word)]
                if ways:
                    found[word] = ways[0]
        return found

    @cached_property
    def known(self) -> dict[str, Term]:
        """Folded text → its most telling term. Names of several words lend each word as well."""
        found: dict[str, Term] = {}
        for term in sorted(self.terms, key=lambda term: term.preference):
            if term.kind not in KINDS:  # pairs of brand and noun are for suggestions only
                continue
            found.setdefault(fold(term.text), term)
            for piece in pieces(fold(term.text)):
                if piece.kind in ("zh", "latin"):
                    found.setdefault(piece.text, term)
                    found.setdefault(stem(piece.text), term)
        return found

    @cached_property
    def _chinese(self) -> list[str]:
        pure = (text for text in self.known if is_chinese(text))
        return [text for text in pure if 2 <= len(text) <= LONGEST_CORRECTION]

    @cached_property
    def _by_pinyin(self) -> dict[str, list[str]]:
        found = defaultdict(list)
        for text in self._chinese:
            found[self.known[text].pinyin if self._whole(text) else spell(text)].append(text)
        return found

    def _whole(self, text: str) -> bool:
        term = self.known[text]
        return bool(term.pinyin) and fold(term.text) == text

    @cached_property
    def _by_gap(self) -> dict[str, list[str]]:
        """Words of three characters and more, by what remains of them without one."""
        found = defaultdict(list)
        for text in self._chinese:
            for gap in _gaps(text) if len(text) > 2 else ():
                found[gap].append(text)
        return found

    @cached_property
    def _latin(self) -> dict[str, str]:
        """What may have been meant by latin letters → what to search for instead.

        Pinyin too: of brands from four letters, of all other words from six.
        """
        words = {t: t for t in self.known if len(t) > 3 and t.isascii() and t.isalpha()}
        spoken = {self._by_pinyin_key(t): t for t in reversed(self._chinese)}
        least = {key: 4 if self.known[t].kind == "brand" else 6 for key, t in spoken.items()}
        return {key: t for key, t in spoken.items() if len(key) >= least[key]} | words

    @cached_property
    def _latin_by_length(self) -> dict[int, list[str]]:
        found = defaultdict(list)
        for key in self._latin:
            found[len(key)].append(key)
        return found

    def _by_pinyin_key(self, text: str) -> str:
        return self.known[text].pinyin if self._whole(text) else spell(text)

    @cached_property
    def _spoken(self) -> list[tuple[str, Term]]:
        spoken = [(term.pinyin, term) for term in self.terms if term.pinyin]
        return sorted(spoken, key=itemgetter(0))

    def spoken_from(self, letters: str) -> list[str]:
        """What is called by a pinyin that begins so: brands first, then by number of goods."""
        start = bisect_left(self._spoken, letters, key=itemgetter(0))
        end = bisect_left(self._spoken, letters + BEYOND, key=itemgetter(0))
        found = sorted((term for _, term in self._spoken[start:end]), key=lambda t: t.preference)
        return list(dict.fromkeys(term.shown or term.text for term in found))

    def corrections(self, folded: str, missing: list[Concept]) -> Iterator[str]:
        """Other ways to write the query, best first. missing: the words that match nothing."""
        if len(missing) == 1:
            for written, meant in islice(self._for(folded, missing[0]), MOST_CORRECTIONS):
                yield folded.replace(written, meant, 1)
            return
        corrected = folded
        for concept in missing:
            written, meant = next(self._for(corrected, concept), ("", ""))
            corrected = corrected.replace(written, meant, 1) if written else corrected
        if corrected != folded:
            yield corrected

    def _for(self, folded: str, concept: Concept) -> Iterator[tuple[str, str]]:
        if concept.kind == "zh":
            yield from self._chinese_corrections(folded, concept.text)
        elif concept.kind == "latin" and concept.text.isalpha() and len(concept.text) > 3:
            yield from self._latin_corrections(concept.text)

    def _chinese_corrections(self, folded: str, unknown: str) -> Iterator[tuple[str, str]]:
        for written in substrings_about(folded, unknown):
            if written in self.known:
                continue
            near = self._by_pinyin.get(spell(written), []) + self._other_character(written)
            alike = [text for text in dict.fromkeys(near) if len(text) == len(written)]
            for meant in sorted(alike, key=lambda text: self.known[text].preference):
                yield written, meant

    def _other_character(self, written: str) -> list[str]:
        if len(written) < 3:
            return []
        return [text for gap in _gaps(written) for text in self._by_gap.get(gap, ())]

    def _latin_corrections(self, written: str) -> Iterator[tuple[str, str]]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA  # Damerau, reckoned with bits: ten times faster

        most = 1 if len(written) < 8 else 2
        near = process.extract(
            written,
            [
                key
                for length in range(len(written) - most, len(written) + most + 1)
                for key in self._latin_by_length.get(length, ())
            ],
            scorer=OSA.distance,
            processor=None,
            score_cutoff=most,
            limit=20,
        )
        meant = [
            (distance, self._latin[word])
            for word, distance, _ in near
            if word != written and (len(written) > SHORT or word[0] == written[0])
        ]
        for _, text in sorted(meant, key=lambda m: (*self.known[m[1]].preference[:1], m[0], m[1])):
            yield written, text


def _gaps(text: str) -> Iterator[str]:
    return (f"{text[:i]}?{text[i + 1 :]}" for i in range(len(text)))


def is_chinese(text: str) -> bool:
    found = list(pieces(text))
    return len(found) == 1 and found[0].kind == "zh" and found[0].text == text


def substrings_about(folded: str, unknown: str) -> Iterator[str]:
    """Parts of the Chinese run that touch the unknown word, longest first, from two characters."""
    place = folded.find(unknown)
    for piece in pieces(folded):
        if piece.kind != "zh" or not piece.start <= place < piece.end:
            continue
        for length in range(min(LONGEST_CORRECTION, len(piece.text)), 1, -1):
            for start in range(piece.start, piece.end - length + 1):
                if start < place + len(unknown) and start + length > place:
                    yield folded[start : start + length]
