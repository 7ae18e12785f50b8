"""Completion of incomplete pinyin, `feng` or `keruikang nai`, to a term of the catalogue.

Above the engines, as corrections are: both get the same completed query, and the page says so."""

import re
from collections.abc import Iterator

from .plan import Concept
from .spelling import Vocabulary

SPOKEN = re.compile(r"[a-z]+(?: [a-z]+)*$")  # what pinyin may stand at the end of a query
MIN_LENGTH = 4  # of a whole query: below, `pan` is a pan and no syllable
MIN_LENGTH_BESIDE = 2  # after other words
MAX_COMPLETIONS = 5


def completions(folded: str, missing: list[Concept], vocabulary: Vocabulary) -> Iterator[str]:
    """The query with its end completed, best first. missing: the concepts that match nothing."""
    run = SPOKEN.search(folded)
    if not run or all(concept.kind != "latin" for concept in missing):
        return
    typed = run.group().split()
    for first in range(len(typed)):
        before = folded[: run.start()] + " ".join(typed[:first])
        latin = "".join(typed[first:])
        if len(latin) >= (MIN_LENGTH_BESIDE if before.strip() else MIN_LENGTH):
            for text in vocabulary.by_pinyin_prefix(latin)[:MAX_COMPLETIONS]:
                yield f"{before.rstrip()} {text}".strip()
