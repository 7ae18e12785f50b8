"""A match by pinyin is a Chinese name; pages in English show the English one instead."""

from core.language import speaks_chinese
from search.query.suggester import Suggestion
from search.retrieval import facet_labels
from search.vocabulary.word_counts import PAIR


def readable(suggestion: Suggestion) -> str:
    """The name in the page's language; as it is where there is none, or where it was typed so."""
    if suggestion.via == "text" or speaks_chinese():
        return suggestion.text
    if suggestion.kind == PAIR:
        return _pair(suggestion.text)
    return _named(suggestion.kind, suggestion.text) or suggestion.text


def _pair(text: str) -> str:
    """可瑞康奶粉 → Karicare Milk powder."""
    for cut in range(1, len(text)):
        brand, shelf = _named("brand", text[:cut]), _named("category", text[cut:])
        if brand and shelf:
            return f"{brand} {shelf}"
    return text


def _named(kind: str, name: str) -> str:
    slug = facet_labels.names().slugs.get(kind, {}).get(name)
    return facet_labels.label(kind, slug) if slug else ""
