"""Query text → plan: what must match, in which fields, with which weight."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from search.analysis.stop_words import STOP_PHRASES, STOP_WORDS
from search.analysis.tokenization import Piece, Segmenter, fold, pieces, stem

from .codes import code_concept
from .concepts import is_syllable, merge, spaced_pinyin_concept, word_concept
from .plan import Alternative, Concept, QueryPlan
from .synonyms import Synonyms

__all__ = ["MAX_CHARACTERS", "MAX_CONCEPTS", "Planner", "Synonyms"]

MAX_CHARACTERS = 64
MAX_CONCEPTS = 12
SYNONYM_WEIGHT = 0.3  # of the typed word's: what is called as it was typed stands first
MAX_JOINED = 4  # Latin words that may be one name


@dataclass
class Planner:
    segmenter: Segmenter
    synonyms: Synonyms = field(default_factory=Synonyms)

    def __post_init__(self):
        self.segmenter.add(STOP_PHRASES)

    def plan(self, text: str) -> QueryPlan:
        folded = " ".join(fold(text[:MAX_CHARACTERS]).split())[:MAX_CHARACTERS]
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
