"""Query text → plan: what must match, in which fields, with which weight."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from search.analysis.stop_words import STOP_PHRASES, STOP_WORDS
from search.analysis.tokenization import Piece, Segmenter, fold, pieces, stem

from .codes import code_concept
from .concepts import is_syllable, merge, spoken_concept, word_concept
from .plan import Alternative, Concept, Plan
from .synonyms import Synonyms

__all__ = ["MOST_CHARACTERS", "MOST_CONCEPTS", "Planner", "Synonyms"]

MOST_CHARACTERS = 64
MOST_CONCEPTS = 12
MOST_JOINED = 4  # latin words that may be one name


@dataclass
class Planner:
    segmenter: Segmenter
    synonyms: Synonyms = field(default_factory=Synonyms)

    def __post_init__(self):
        self.segmenter.add(STOP_PHRASES)

    def plan(self, text: str) -> Plan:
        folded = " ".join(fold(text[:MOST_CHARACTERS]).split())[:MOST_CHARACTERS]
        if code := code_concept(folded):
            return Plan(folded, (code,))
        concepts = self._with_synonyms(self._words(folded))
        return Plan(folded, tuple(concepts[:MOST_CONCEPTS]))

    def _words(self, folded: str) -> list[Piece]:
        """The words of the query, without shopping talk unless there is nothing else."""
        words = [w for piece in pieces(folded) for w in self._cut(piece)]
        telling = [word for word in words if word.text not in STOP_WORDS]
        if not telling or all(map(is_syllable, words)):  # `an mu xi`: `an` is no English word here
            telling = words
        return list({word.text: word for word in join_single(telling)}.values())

    def _cut(self, piece: Piece) -> Iterable[Piece]:
        if piece.kind != "zh":
            yield piece
            return
        start = piece.start
        for word in self.segmenter.cut(piece.text):
            yield Piece("zh", word, start, start + len(word))
            start += len(word)

    def _with_synonyms(self, words: list[Piece]) -> list[Concept]:
        concepts, index = [], 0
        while index < len(words):
            length, targets = self._synonym_at(words, index)
            if not targets and (length := spoken_at(words, index)) > 1:
                concept = spoken_concept(words[index : index + length])
            else:
                length = max(length, 1)
                places = range(index, index + length)
                concept = merge([word_concept(words[i], joined_at(words, i)) for i in places])
            for target in targets:
                concept = replace(concept, any_of=concept.any_of + self._meaning(target))
            concepts.append(concept)
            index += length
        return concepts

    def _synonym_at(self, words: list[Piece], index: int) -> tuple[int, tuple[str, ...]]:
        for length in (3, 2, 1):
            some = words[index : index + length]
            if len(some) < length:
                continue
            blank = " " if any(word.kind == "latin" for word in some) else ""
            key = blank.join(stem(w.text) if w.kind == "latin" else w.text for w in some)
            if targets := self.synonyms.table.get(key):
                return length, targets
        return 1, ()

    def _meaning(self, target: str) -> tuple[Alternative, ...]:
        words = self._words(target)
        return merge([word_concept(word) for word in words]).any_of if words else ()


def join_single(words: list[Piece]) -> list[Piece]:
    """Neighbouring single characters make one word: the dictionary knows no new brands."""
    joined: list[Piece] = []
    open_end = -1  # where the last single character ended
    for word in words:
        single = word.kind == "zh" and len(word.text) == 1
        if single and word.start == open_end:
            last = joined.pop()
            word = Piece("zh", last.text + word.text, last.start, word.end)
        joined.append(word)
        open_end = word.end if single else -1
    return joined


def spoken_at(words: list[Piece], index: int) -> int:
    """How many words from here on are one syllable each: pinyin typed with blanks, `feng mi`."""
    length = 0
    while index + length < len(words) and is_syllable(words[index + length]):
        length += 1
    return length


def joined_at(words: list[Piece], index: int) -> tuple[str, ...]:
    """Latin neighbours are tried in one word as well: `eau thermale` → `eauthermale`."""
    if words[index].kind != "latin":
        return ()
    first = last = index
    while first and words[first - 1].kind == "latin":
        first -= 1
    while last + 1 < len(words) and words[last + 1].kind == "latin":
        last += 1
    rows = [(index - 1, index), (index, index + 1)]
    if last - first < MOST_JOINED:
        rows.append((first, last))
    rows = [(a, b) for a, b in rows if first <= a < b <= last]
    return tuple(dict.fromkeys(stem("".join(w.text for w in words[a : b + 1])) for a, b in rows))
