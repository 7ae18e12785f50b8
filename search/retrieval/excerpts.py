"""The fragment of a long text that matches the query, for hits whose title and summary don't."""

from search.analysis.tokenization import Analyzer
from search.query.plan import QueryPlan

from .highlight import mark, matching_spans, merged

LENGTH, BEFORE = 96, 24
LOOKED_AT = 3000  # characters of a text
WHOLE_WORD = 14  # a longer word may be cut


def excerpt(text: str, plan: QueryPlan, analyzer: Analyzer) -> str:
    """Safe HTML of some LENGTH characters around the first hit; empty where nothing is marked."""
    line = " ".join(text[:LOOKED_AT].split())
    spans = merged(matching_spans(line, plan, analyzer))
    if not spans:
        return ""
    start = word_start(line, max(0, spans[0][0] - BEFORE))
    end = word_end(line, start + LENGTH)
    part = line[start:end].strip()
    return mark(("…" if start else "") + part + ("…" if end < len(line) else ""), plan, analyzer)


def in_word(text: str, place: int) -> bool:
    """Whether a cut here would divide a Latin word; Chinese may be cut anywhere."""
    return 0 < place < len(text) and all(c.isascii() and c.isalnum() for c in text[place - 1 :][:2])


def word_start(text: str, start: int) -> int:
    return next((at for at in range(start, start + WHOLE_WORD) if not in_word(text, at)), start)


def word_end(text: str, end: int) -> int:
    return next((at for at in range(end, end - WHOLE_WORD, -1) if not in_word(text, at)), end)
