"""Suggestions while typing: a prefix of the text, its pinyin or its initials, all in memory."""

from bisect import bisect_left
from dataclasses import dataclass
from heapq import nsmallest
from typing import Literal

from search.analysis.tokenization import fold

from .spelling import BEYOND, Term, Vocabulary

Via = Literal["text", "pinyin", "initials"]
Weighed = tuple[tuple, Via, Term]


@dataclass(frozen=True)
class Suggestion:
    """via: why it matched, so that 可瑞康 under `krk` can be explained."""

    text: str
    kind: str
    goods: int
    via: Via


class Suggester:
    def __init__(self, vocabulary: Vocabulary):
        entries: list[tuple[str, Via, Term]] = []
        for term in vocabulary.terms:
            entries.append((fold(term.text), "text", term))
            if term.pinyin:
                entries.append((term.pinyin, "pinyin", term))
            if len(term.initials) > 1:
                entries.append((term.initials, "initials", term))
        entries.sort(key=lambda entry: entry[0])
        self._keys = [key for key, _, _ in entries]
        self._entries = entries

    def suggest(self, text: str, limit: int = 8) -> list[Suggestion]:
        """Best first: a whole word, then brands, then by number of goods."""
        prefix = " ".join(fold(text[:64]).split())
        best = self._beginning_with(prefix)
        if not best and " " in prefix and prefix.isascii():  # pinyin with blanks: `feng mi`
            best = self._beginning_with(prefix.replace(" ", ""), pinyin=True)
        chosen = nsmallest(limit, best.items(), key=lambda item: item[1][0])
        return [Suggestion(text, t.kind, t.goods, via) for text, (_, via, t) in chosen]

    def _beginning_with(self, prefix: str, pinyin: bool = False) -> dict[str, Weighed]:
        """What is shown → the best reason to show it. pinyin: by sound only."""
        best: dict[str, Weighed] = {}
        if not prefix:
            return best
        start = bisect_left(self._keys, prefix)
        end = bisect_left(self._keys, prefix + BEYOND)
        for key, via, term in self._entries[start:end]:
            if pinyin and via == "text":
                continue
            # A whole word by text before one by pinyin, then brands, then by number of goods.
            text = term.shown or term.text
            weight = (key != prefix, via == "initials", *term.preference, text)
            if text not in best or weight < best[text][0]:
                best[text] = (weight, via, term)
        return best
