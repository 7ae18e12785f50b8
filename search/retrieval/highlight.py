"""Highlighting of the original title, not of tokens: without the marks it is the title again."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from search.analysis.pinyin import MAX_INITIALS, syllables
from search.analysis.tokenization import Analyzer, fold, fold_with_origin, pieces
from search.query.plan import QueryPlan

Span = tuple[int, int]
# of an excerpt: characters around the first hit, before it, and of a text that are looked at
LENGTH, BEFORE, LOOKED_AT = 96, 24, 3000
WHOLE_WORD = 14  # a longer word may be cut
TITLE_FIELDS = {"name": "word", "brand": "word", "gram": "gram", "bgram": "gram", "cat": "gram"}


def mark(title: str, plan: QueryPlan, analyzer: Analyzer) -> SafeString:
    """The title as safe HTML, with what matches the plan in <mark>."""
    spans = merged(matching_spans(title, plan, analyzer)) if plan.concepts else []
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
    matches = prefix and folded.startswith(prefix)
    spans = [_in_title(text, origin, 0, len(prefix))] if matches else []
    return format_html_join("", "{}{}{}", _cut(text, spans))


def matching_spans(title: str, plan: QueryPlan, analyzer: Analyzer) -> Iterator[Span]:
    folded, origin = fold_with_origin(title)
    places = _places(folded, plan, analyzer)
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


def _places(folded: str, plan: QueryPlan, analyzer: Analyzer) -> dict[tuple[str, str], list[Span]]:
    places = defaultdict(list)
    for field, text, start, end in analyzer.tokens(folded):
        places[field, text].append((start, end))
        if field == "word":  # a word of one or two characters is its own bigram
            places["gram", text].append((start, end))
    pinyin_tokens = {
        token for c in plan.concepts for a in c.any_of if a.field == "py" for token in a.tokens
    }
    if pinyin_tokens:
        for text, start, end in _pinyin_segments(folded, analyzer):
            if text in pinyin_tokens:
                places["py", text].append((start, end))
    return places


def _pinyin_segments(folded: str, analyzer: Analyzer) -> Iterator[tuple[str, int, int]]:
    """Pinyin tokens of the title with the characters that they are read from."""
    for piece in pieces(folded):
        if piece.kind != "zh":
            continue
        segments, read, start = [], [], piece.start
        for word in analyzer.segmenter.cut(piece.text):
            readings = analyzer.readings.get(word) or syllables(word)
            segments.append((start, "".join(s[0] for s in readings)))
            read += readings
            start += len(word)
        for i in range(len(read) - 1):
            yield read[i] + read[i + 1], piece.start + i, piece.start + i + 2
        for i in range(len(segments)):
            token = ""
            for begin, initial in segments[i : i + 3]:
                token += initial
                if len(token) <= MAX_INITIALS:
                    yield "i:" + token, segments[i][0], begin + len(initial)


def merged(spans: Iterable[Span]) -> list[Span]:
    merged_spans: list[Span] = []
    for start, end in sorted(spans):
        if merged_spans and start <= merged_spans[-1][1]:
            merged_spans[-1] = (merged_spans[-1][0], max(end, merged_spans[-1][1]))
        else:
            merged_spans.append((start, end))
    return merged_spans


# -- the fragment of a long text that matches, for hits whose title and summary do not ------------


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
