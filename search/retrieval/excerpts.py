"""The place in a long text that answers the query, for hits whose title and summary don't."""

from search.analysis.tokenization import Analyser
from search.query.plan import Plan

from .highlight import found_spans, mark, merged

LENGTH, BEFORE = 96, 24
LOOKED_AT = 3000  # characters of a text
WHOLE_WORD = 14  # a longer word may be cut


def excerpt(text: str, plan: Plan, analyser: Analyser) -> str:
    """Safe HTML of some LENGTH characters around the first hit; empty where nothing is marked."""
    words = " ".join(text[:LOOKED_AT].split())
    spans = merged(found_spans(words, plan, analyser))
    if not spans:
        return ""
    start = whole_words_from(words, max(0, spans[0][0] - BEFORE))
    end = whole_words_to(words, start + LENGTH)
    part = words[start:end].strip()
    return mark(("…" if start else "") + part + ("…" if end < len(words) else ""), plan, analyser)


def in_word(text: str, place: int) -> bool:
    """Whether a cut here would divide a word of letters; Chinese may be cut anywhere."""
    return 0 < place < len(text) and all(c.isascii() and c.isalnum() for c in text[place - 1 :][:2])


def whole_words_from(text: str, start: int) -> int:
    return next((at for at in range(start, start + WHOLE_WORD) if not in_word(text, at)), start)


def whole_words_to(text: str, end: int) -> int:
    return next((at for at in range(end, end - WHOLE_WORD, -1) if not in_word(text, at)), end)
