"""Marks on the original title, never on the engine's tokens: removing them gives the title back."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from search.analysis.pinyin import MOST_INITIALS, syllables
from search.analysis.tokenization import Analyser, fold, fold_with_origin, pieces
from search.query.plan import Plan

Span = tuple[int, int]
TITLE_FIELDS = {"name": "word", "brand": "word", "gram": "gram", "bgram": "gram", "cat": "gram"}


def mark(title: str, plan: Plan, analyser: Analyser) -> SafeString:
    """The title as safe HTML, with what the plan asked for in <mark>."""
    spans = merged(found_spans(title, plan, analyser)) if plan.concepts else []
    return format_html_join("", "{}{}{}", _cut(title, spans))


def _cut(title: str, spans: list[Span]) -> Iterator[tuple[str, str, str]]:
    opening, closing = SafeString("<mark>"), SafeString("</mark>")
    position = 0
    for start, end in spans:
        yield "", title[position:start], ""
        yield opening, title[start:end], closing
        position = end
    yield "", title[position:], ""


def mark_prefix(text: str, typed: str) -> SafeString:
    """The text as safe HTML, with the part that was typed in <mark>; none for pinyin."""
    folded, origin = fold_with_origin(text)
    prefix = fold(typed)
    found = prefix and folded.startswith(prefix)
    spans = [_in_title(text, origin, 0, len(prefix))] if found else []
    return format_html_join("", "{}{}{}", _cut(text, spans))


def found_spans(title: str, plan: Plan, analyser: Analyser) -> Iterator[Span]:
    folded, origin = fold_with_origin(title)
    places = _places(folded, plan, analyser)
    for concept in plan.concepts:
        for alternative in concept.any_of:
            where = [places.get((_kind(alternative.field), t)) for t in alternative.tokens]
            if all(where):
                for start, end in (span for spans in where for span in spans or ()):
                    yield _in_title(title, origin, start, end)


def _kind(field: str) -> str:
    return TITLE_FIELDS.get(field, field)


def _in_title(title: str, origin: list[int], start: int, end: int) -> Span:
    first, last = origin[start], origin[end - 1] + 1
    while last < len(title) and unicodedata.combining(title[last]):
        last += 1  # an accent written as a character of its own stays with its letter
    return first, last


def _places(folded: str, plan: Plan, analyser: Analyser) -> dict[tuple[str, str], list[Span]]:
    found = defaultdict(list)
    for field, text, start, end in analyser.tokens(folded):
        found[field, text].append((start, end))
        if field == "word":  # a word of one or two characters is its own bigram
            found["gram", text].append((start, end))
    asked = {
        token for c in plan.concepts for a in c.any_of if a.field == "py" for token in a.tokens
    }
    if asked:
        for text, start, end in _spoken(folded, analyser):
            if text in asked:
                found["py", text].append((start, end))
    return found


def _spoken(folded: str, analyser: Analyser) -> Iterator[tuple[str, int, int]]:
    """Pinyin tokens of the title with the characters that they are read from."""
    for piece in pieces(folded):
        if piece.kind != "zh":
            continue
        words, read, start = [], [], piece.start
        for word in analyser.segmenter.cut(piece.text):
            spoken = analyser.readings.get(word) or syllables(word)
            words.append((start, "".join(s[0] for s in spoken)))
            read += spoken
            start += len(word)
        for i in range(len(read) - 1):
            yield read[i] + read[i + 1], piece.start + i, piece.start + i + 2
        for i in range(len(words)):
            letters = ""
            for begin, initial in words[i : i + 3]:
                letters += initial
                if len(letters) <= MOST_INITIALS:
                    yield "i:" + letters, words[i][0], begin + len(initial)


def merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
