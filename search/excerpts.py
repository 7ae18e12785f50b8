"""The place in a long text that answers the query, for hits whose title and summary don't."""

from .highlight import found_spans, mark, merged
from .query import Plan
from .text import Analyser

LENGTH, BEFORE = 96, 24
LOOKED_AT = 3000  # characters of a text


def excerpt(text: str, plan: Plan, analyser: Analyser) -> str:
    """Safe HTML of some LENGTH characters around the first hit; empty where nothing is marked."""
    words = " ".join(text[:LOOKED_AT].split())
    spans = merged(found_spans(words, plan, analyser))
    if not spans:
        return ""
    start = max(0, spans[0][0] - BEFORE)
    end = start + LENGTH
    part = words[start:end].strip()
    return mark(("…" if start else "") + part + ("…" if end < len(words) else ""), plan, analyser)
