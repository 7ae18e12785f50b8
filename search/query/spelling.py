"""The catalogue's vocabulary and corrections from it, above the engines: both correct alike."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import itemgetter

from search.analysis.pinyin import spell, syllable_splits
from search.analysis.tokenization import fold, pieces, stem

from .plan import Concept

KINDS = ("brand", "category", "word")  # in order of preference
MAX_CORRECTION_LENGTH = 8
MAX_CORRECTIONS = 5
BEYOND = "\U0010ffff"  # after every letter
SHORT = 5  # up to this length the first letter is taken to be right


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
    def texts(self) -> set[str]:
        return {term.text.lower() for term in self.terms}

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
        readings = {}
        for term in self.terms:
            word = fold(term.text)
            if term.kind == "brand" and term.pinyin and term.pinyin != spell(word):
                splits = syllable_splits(term.pinyin)
                if split := next((s for s in splits if len(s) == len(word)), None):
                    readings[word] = split
        return readings

    @cached_property
    def known(self) -> dict[str, Term]:
        """Normalized text → its best term. Names of several words stand for each word too."""
        known: dict[str, Term] = {}
        for term in sorted(self.terms, key=lambda term: term.preference):
            if term.kind not in KINDS:  # pairs of brand and noun are for suggestions only
                continue
            known.setdefault(fold(term.text), term)
            for piece in pieces(fold(term.text)):
                if piece.kind in ("zh", "latin"):
                    known.setdefault(piece.text, term)
                    known.setdefault(stem(piece.text), term)
        return known

    @cached_property
    def _chinese(self) -> list[str]:
        pure = (text for text in self.known if is_chinese(text))
        return [text for text in pure if 2 <= len(text) <= MAX_CORRECTION_LENGTH]

    @cached_property
    def _by_pinyin(self) -> dict[str, list[str]]:
        by_pinyin = defaultdict(list)
        for text in self._chinese:
            by_pinyin[self._pinyin_of(text)].append(text)
        return by_pinyin

    def _pinyin_of(self, text: str) -> str:
        term = self.known[text]
        return term.pinyin if term.pinyin and fold(term.text) == text else spell(text)

    @cached_property
    def _by_gap(self) -> dict[str, list[str]]:
        """Words of three characters and more, by what remains of them without one."""
        by_gap = defaultdict(list)
        for text in self._chinese:
            for gap in _gaps(text) if len(text) > 2 else ():
                by_gap[gap].append(text)
        return by_gap

    @cached_property
    def _latin(self) -> dict[str, str]:
        """What Latin text may have meant → what to search for instead.

        Pinyin too: of brands from four characters, of all other words from six.
        """
        latin_terms = {t: t for t in self.known if len(t) > 3 and t.isascii() and t.isalpha()}
        pinyin = {self._pinyin_of(t): t for t in reversed(self._chinese)}
        least = {key: 4 if self.known[t].kind == "brand" else 6 for key, t in pinyin.items()}
        return {key: t for key, t in pinyin.items() if len(key) >= least[key]} | latin_terms

    @cached_property
    def _latin_by_length(self) -> dict[int, list[str]]:
        by_length = defaultdict(list)
        for key in self._latin:
            by_length[len(key)].append(key)
        return by_length

    @cached_property
    def _sorted_pinyin(self) -> list[tuple[str, Term]]:
        pinyin = [(term.pinyin, term) for term in self.terms if term.pinyin]
        return sorted(pinyin, key=itemgetter(0))

    def by_pinyin_prefix(self, prefix: str) -> list[str]:
        """Terms whose pinyin begins so: brands first, then by number of goods."""
        start = bisect_left(self._sorted_pinyin, prefix, key=itemgetter(0))
        end = bisect_left(self._sorted_pinyin, prefix + BEYOND, key=itemgetter(0))
        terms = sorted(
            (term for _, term in self._sorted_pinyin[start:end]), key=lambda t: t.preference
        )
        return list(dict.fromkeys(term.shown or term.text for term in terms))

    def corrections(self, folded: str, missing: list[Concept]) -> Iterator[str]:
        """Other spellings of the query, best first. missing: the concepts that match nothing."""
        if len(missing) == 1:
            for written, meant in islice(self._for(folded, missing[0]), MAX_CORRECTIONS):
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
        for written in substrings_around(folded, unknown):
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

        max_distance = 1 if len(written) < 8 else 2
        close = process.extract(
            written,
            [
                key
                for length in range(len(written) - max_distance, len(written) + max_distance + 1)
                for key in self._latin_by_length.get(length, ())
            ],
            scorer=OSA.distance,
            processor=None,
            score_cutoff=max_distance,
            limit=20,
        )
        candidates = [
            (distance, self._latin[word])
            for word, distance, _ in close
            if word != written and (len(written) > SHORT or word[0] == written[0])
        ]
        for _, text in sorted(
            candidates, key=lambda m: (*self.known[m[1]].preference[:1], m[0], m[1])
        ):
            yield written, text


def _gaps(text: str) -> Iterator[str]:
    return (f"{text[:i]}?{text[i + 1 :]}" for i in range(len(text)))


def is_chinese(text: str) -> bool:
    parts = list(pieces(text))
    return len(parts) == 1 and parts[0].kind == "zh" and parts[0].text == text


def substrings_around(folded: str, unknown: str) -> Iterator[str]:
    """Parts of the Chinese run that touch the unknown word, longest first, from two characters."""
    place = folded.find(unknown)
    for piece in pieces(folded):
        if piece.kind != "zh" or not piece.start <= place < piece.end:
            continue
        for length in range(min(MAX_CORRECTION_LENGTH, len(piece.text)), 1, -1):
            for start in range(piece.start, piece.end - length + 1):
                if start < place + len(unknown) and start + length > place:
                    yield folded[start : start + length]
