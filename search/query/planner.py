"""Query text → plan: what must match, in which fields, with which weight."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from search.analysis.stop_words import STOP_PHRASES, STOP_WORDS
from search.analysis.tokenization import Piece, Segmenter, fold, pieces, stem

from .codes import code_concept
from .concepts import is_syllable, merge, spaced_pinyin_concept, word_concept
from .plan import Alternative, Concept, QueryPlan, Reading
from .readings import QueryReader, ReadingPlace, without
from .synonyms import Synonyms, phrase

__all__ = ["MAX_CHARACTERS", "MAX_CONCEPTS", "Planner", "Synonyms"]

MAX_CHARACTERS = 64
MAX_CONCEPTS = 12
SYNONYM_WEIGHT = 0.3  # of the typed word's: what is called as it was typed stands first
MAX_JOINED = 4  # Latin words that may be one name
EXCLUDED_FIELDS = ("name", "gram", "brand", "bgram", "cat")  # a description may say `不含…`


@dataclass
class Planner:
    """brands: normalized names of brands, which a query may exclude."""

    segmenter: Segmenter
    synonyms: Synonyms = field(default_factory=Synonyms)
    brands: frozenset[str] = frozenset()

    def __post_init__(self):
        self.segmenter.add(STOP_PHRASES)

    def read(self, text: str, off: frozenset[str] = frozenset()) -> QueryPlan:
        """The plan with what the words state as readings, all but those that are left off, whose
        words are dropped with the others'. off: `Reading.typed`."""
        folded = normalized(text)
        places = self._places(folded)
        plan = self.plan(without(folded, places))
        readings = (self._completed(p.reading) for p in places if p.reading.typed not in off)
        return replace(plan, readings=tuple(readings))

    def read_literally(self, text: str, off: frozenset[str]) -> QueryPlan:
        """The same, with the words of what is left off to be searched for."""
        folded = normalized(text)
        places = [p for p in self._places(folded) if p.reading.typed not in off]
        plan = self.plan(without(folded, places))
        return replace(plan, readings=tuple(self._completed(p.reading) for p in places))

    def readings(self, text: str) -> list[Reading]:
        """All that the words state, whatever is left off."""
        return [place.reading for place in self._places(normalized(text))]

    def _places(self, folded: str) -> list[ReadingPlace]:
        return [] if code_concept(folded) else self._reader.readings(folded)

    @cached_property
    def _reader(self) -> QueryReader:
        return QueryReader(self.brands, self.synonyms.is_category, self._first_word)

    def _first_word(self, run: str) -> str:
        """Of a run that has several words."""
        words = self.segmenter.cut(run)
        return words[0] if len(words) > 1 else ""

    def _completed(self, reading: Reading) -> Reading:
        """With the concepts that may not match."""
        excluded = [self._brand(name) for name in reading.brands]
        excluded += [concept for word in reading.terms if (concept := self._excluded(word))]
        return replace(reading, excluded=tuple(excluded))

    def _brand(self, name: str) -> Concept:
        """The index holds each name of a brand in one word."""
        token = stem("".join(piece.text for piece in pieces(name)))
        return Concept(name, len(name), (Alternative("brand", (token,), 1.0),))

    def _excluded(self, word: str) -> Concept | None:
        terms = self._terms(word)
        if not terms:
            return None
        concept = merge([word_concept(term) for term in terms])
        any_of = [each for each in concept.any_of if each.field in EXCLUDED_FIELDS]
        if category := self.synonyms.categories.get(phrase(word)):
            any_of += [one for one in self._meaning(category) if one.field == "cat"]
        return replace(concept, any_of=tuple(any_of)) if any_of else None

    def plan(self, text: str) -> QueryPlan:
        """Of the words as they are, without reading a condition from them."""
        folded = normalized(text)
        if code := code_concept(folded):
            return QueryPlan(folded, (code,))
        concepts = self._with_synonyms(self._terms(folded))
        return QueryPlan(folded, tuple(concepts[:MAX_CONCEPTS]))

    def _terms(self, folded: str) -> list[Piece]:
        """The words of the query, without stop words unless there is nothing else."""
        terms = [w for piece in pieces(folded) for w in self._cut(piece)]
        meaningful = [word for word in terms if word.text not in STOP_WORDS]
        # `an mu xi`: `an` is no English word here
        if not meaningful or all(map(is_syllable, terms)):
            meaningful = terms
        return list({word.text: word for word in join_single(meaningful)}.values())

    def _cut(self, piece: Piece) -> Iterable[Piece]:
        if piece.kind != "zh":
            yield piece
            return
        start = piece.start
        for word in self.segmenter.cut(piece.text):
            yield Piece("zh", word, start, start + len(word))
            start += len(word)

    def _with_synonyms(self, terms: list[Piece]) -> list[Concept]:
        concepts, index = [], 0
        while index < len(terms):
            length, meant = self._synonym_at(terms, index)
            if not meant and (length := spaced_pinyin_length(terms, index)) > 1:
                concept = spaced_pinyin_concept(terms[index : index + length])
            else:
                length = max(length, 1)
                places = range(index, index + length)
                concept = merge([word_concept(terms[i], joined_at(terms, i)) for i in places])
            concepts.append(replace(concept, any_of=concept.any_of + meant))
            index += length
        return concepts

    def _synonym_at(self, terms: list[Piece], index: int) -> tuple[int, tuple[Alternative, ...]]:
        for length in (3, 2, 1):
            some = terms[index : index + length]
            if len(some) < length:
                continue
            blank = " " if any(word.kind == "latin" for word in some) else ""
            key = blank.join(stem(w.text) if w.kind == "latin" else w.text for w in some)
            if meant := self._meanings(key):
                return length, meant
        return 1, ()

    def _meanings(self, key: str) -> tuple[Alternative, ...]:
        targets = self.synonyms.table.get(key, ())
        meant = [one for target in targets for one in self._meaning(target)]
        if category := self.synonyms.categories.get(key):
            meant += [one for one in self._meaning(category) if one.field == "cat"]
        return tuple(meant)

    def _meaning(self, target: str) -> tuple[Alternative, ...]:
        terms = self._terms(target)
        meant = merge([word_concept(word) for word in terms]).any_of if terms else ()
        return tuple(replace(one, weight=one.weight * SYNONYM_WEIGHT) for one in meant)


def normalized(text: str) -> str:
    return " ".join(fold(text[:MAX_CHARACTERS]).split())[:MAX_CHARACTERS]


def join_single(terms: list[Piece]) -> list[Piece]:
    """Neighbouring single characters make one word: the dictionary knows no new brands."""
    joined: list[Piece] = []
    open_end = -1  # where the last single character ended
    for word in terms:
        single = word.kind == "zh" and len(word.text) == 1
        if single and word.start == open_end:
            last = joined.pop()
            word = Piece("zh", last.text + word.text, last.start, word.end)
        joined.append(word)
        open_end = word.end if single else -1
    return joined


def spaced_pinyin_length(terms: list[Piece], index: int) -> int:
    """How many words from here on are one syllable each: pinyin typed with blanks, `feng mi`."""
    length = 0
    while index + length < len(terms) and is_syllable(terms[index + length]):
        length += 1
    return length


def joined_at(terms: list[Piece], index: int) -> tuple[str, ...]:
    """Latin neighbours are tried in one word as well: `eau thermale` → `eauthermale`."""
    if terms[index].kind != "latin":
        return ()
    first = last = index
    while first and terms[first - 1].kind == "latin":
        first -= 1
    while last + 1 < len(terms) and terms[last + 1].kind == "latin":
        last += 1
    rows = [(index - 1, index), (index, index + 1)]
    if last - first < MAX_JOINED:
        rows.append((first, last))
    rows = [(a, b) for a, b in rows if first <= a < b <= last]
    return tuple(dict.fromkeys(stem("".join(w.text for w in terms[a : b + 1])) for a, b in rows))
