"""A word's beginning typed in pinyin, `feng` or `keruikang nai`: what the shop's words make of it.

Above the engines, as corrections are: both are asked for the same words, and the page says so."""

import re
from collections.abc import Iterator

from .plan import Concept
from .spelling import Vocabulary

SPOKEN = re.compile(r"[a-z]+(?: [a-z]+)*$")  # what pinyin may stand at the end of a query
SHORTEST = 4  # letters of a query: below, `pan` is a pan and no syllable
SHORTEST_BESIDE = 2  # where other words stand before it
MOST = 5


def completions(folded: str, missing: list[Concept], words: Vocabulary) -> Iterator[str]:
    """The query with its end written out, best first. missing: the words that match nothing."""
    run = SPOKEN.search(folded)
    if not run or all(concept.kind != "latin" for concept in missing):
        return
    typed = run.group().split()
    for first in range(len(typed)):
        before = folded[: run.start()] + " ".join(typed[:first])
        letters = "".join(typed[first:])
        if len(letters) >= (SHORTEST_BESIDE if before.strip() else SHORTEST):
            for text in words.spoken_from(letters)[:MOST]:
                yield f"{before.rstrip()} {text}".strip()
