"""Suggestions while typing: terms of the catalogue with why they match, and goods with picture and
price. The engine of the list answers here too."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from catalog.product_card import ProductCard, cards_by_product
from core.language import speaks_chinese
from search.analysis.tokenization import fold
from search.query.goods_query import GoodsQuery
from search.query.params import Links
from search.query.results import EngineResult
from search.query.suggester import Suggestion
from search.retrieval import facet_labels
from search.retrieval.code_prefixes import goods_by_code_prefix
from search.retrieval.goods import find, suggest
from search.retrieval.highlight import mark_prefix
from search.retrieval.site import beside_goods
from search.sources import ResultCard
from search.sources.pages import NewsCard
from search.sources.session import SessionCard
from search.vocabulary.lexicon import current_lexicon
from search.vocabulary.word_counts import PAIR

from .goods_cards import cards_of, marked
from .site_results import TAB_LABELS, shown, site_url

MAX_TERMS, MAX_GOODS, MAX_CODE_MATCHES, MAX_PER_TAB = 6, 3, 6, 2
MIN_LENGTH_FOR_GOODS = 2  # one character would find half the shop


@dataclass(frozen=True)
class TermSuggestion:
    """why: "", "pinyin", "initials", "alias" or "spelling"; text: what a recent search keeps;
    chinese_name: the name whose sound was typed, where another one is shown."""

    kind: str
    text: str
    marked: SafeString
    url: str
    goods: int = 0
    why: str = ""
    chinese_name: str = ""


@dataclass(frozen=True)
class GoodsSuggestion:
    """code: the SKU or GTIN that begins with what was typed, where that is why."""

    card: ProductCard
    code_kind: str = ""
    code: str = ""


@dataclass(frozen=True)
class PlaceSuggestion:
    """A booth, an exhibitor, a talk, a page; note: the codes of its stands, or its day."""

    name: SafeString
    url: str
    note: str


@dataclass(frozen=True)
class SuggestionGroup:
    tab: str
    label: str
    places: list[PlaceSuggestion]


@dataclass(frozen=True)
class Suggestions:
    terms: list[TermSuggestion] = field(default_factory=list)
    goods: list[GoodsSuggestion] = field(default_factory=list)
    more_url: str = ""  # all goods that match what was typed
    total: int = 0
    groups: list[SuggestionGroup] = field(default_factory=list)
    everything_url: str = ""


def suggestions_for(text: str) -> Suggestions:
    terms = _terms(text)
    if len(text) < MIN_LENGTH_FOR_GOODS:
        return Suggestions(terms)
    query = _query(text, terms)
    answer = find(query).answer
    groups, everything = list(_groups(text)), site_url(text)
    if answer.match != "strict" and (coded := _goods_by_code(text)):
        return Suggestions(terms, coded, groups=groups, everything_url=everything)
    if answer.match == "corrected" and answer.corrected_to:
        terms = [_corrected(answer.corrected_to, answer.result.total), *terms]
    if answer.match not in ("strict", "corrected"):
        return Suggestions(terms, groups=groups, everything_url=everything)
    more_url = _list_links().url(q=query.text)
    cards = marked(cards_of(answer.result, answer.plan), answer.plan)
    goods = [GoodsSuggestion(card) for card in cards]
    return Suggestions(terms, goods, more_url, answer.result.total, groups, everything)


def _goods_by_code(typed: str) -> list[GoodsSuggestion]:
    codes = dict(islice(goods_by_code_prefix(typed).items(), MAX_CODE_MATCHES))
    skus = {pk: match.sku for pk, match in codes.items()}
    return [
        GoodsSuggestion(card, codes[pk].kind, mark_prefix(codes[pk].code, typed.strip()))
        for pk, card in cards_by_product(codes, skus=skus).items()
    ]


def _groups(text: str) -> Iterator[SuggestionGroup]:
    hits_by_tab, plan = beside_goods(text, get_language() or "zh-hans", MAX_PER_TAB)
    for tab, hits in hits_by_tab.items():
        places = [
            PlaceSuggestion(hit.card.title, hit.card.url, _note(hit.card))
            for hit in shown(EngineResult(hits, len(hits), {}), plan)
        ]
        if places:
            yield SuggestionGroup(tab, str(TAB_LABELS[tab]), places)


def _note(card: ResultCard) -> str:
    """What distinguishes it, in a word: its day, or its stands."""
    if isinstance(card, SessionCard) and card.row:
        return card.row.state_label if card.row.state == "past" else f"{card.day} {card.row.starts}"
    if isinstance(card, NewsCard):
        return f"{card.day:%Y-%m-%d}"
    return " · ".join(stand.code for stand in getattr(card, "stands", ()))


def _query(text: str, terms: list[TermSuggestion]) -> GoodsQuery:
    """What was typed, or the first term it may become: `keru` matches nothing, 可瑞康 does."""
    # exact: where terms begin so, a correction of what is half typed would mislead
    typed = GoodsQuery(text, size=MAX_GOODS, exact=bool(terms))
    if terms and find(typed).answer.match != "strict":
        return GoodsQuery(terms[0].text, size=MAX_GOODS)
    return typed


def _list_links() -> Links:
    return Links(reverse("search:goods"), GoodsQuery())


def _terms(typed: str) -> list[TermSuggestion]:
    """Each name once: `k` begins Karicare and the sound of 可瑞康, which is Karicare too."""
    plan = current_lexicon().planner.read(typed)
    stated = " ".join(reading.typed for reading in plan.readings)
    word = plan.text if stated else typed
    terms = [_term(suggestion, word) for suggestion in suggest(word, 2 * MAX_TERMS)]
    if stated:
        terms = [_with_conditions(term, stated) for term in terms]
    once = {(term.kind, term.text): term for term in reversed(terms)}
    return [term for term in terms if once[term.kind, term.text] is term][:MAX_TERMS]


def _term(suggestion: Suggestion, typed: str) -> TermSuggestion:
    name = readable(suggestion)
    return TermSuggestion(
        suggestion.kind,
        name,
        mark_prefix(name, typed if name == suggestion.text else ""),
        _url_of(suggestion, name),
        suggestion.goods,
        _why(suggestion, typed),
        "" if name == suggestion.text else suggestion.text,
    )


def _with_conditions(term: TermSuggestion, stated: str) -> TermSuggestion:
    """`200元以下的奶` goes on to `200元以下 奶粉`; how many those are is not known yet."""
    text = f"{stated} {term.text}"
    marked = mark_prefix(text, "")
    return replace(term, text=text, marked=marked, url=_list_links().url(q=text), goods=0)


def _why(suggestion: Suggestion, typed: str) -> str:
    if suggestion.via != "text":
        return suggestion.via
    return "" if fold(suggestion.text).startswith(fold(typed)) else "alias"


def _url_of(suggestion: Suggestion, name: str) -> str:
    """A brand or a category leads to all of its goods, not to those that mention it."""
    slug = facet_labels.slug(suggestion.kind, suggestion.text)
    if slug:
        return _list_links().with_value(suggestion.kind, slug)
    return _list_links().url(q=name)


def _corrected(text: str, goods: int) -> TermSuggestion:
    return TermSuggestion(
        "word", text, mark_prefix(text, ""), _list_links().url(q=text), goods, "spelling"
    )


# -- a match by pinyin is a Chinese name; pages in English show the English one instead -----------


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
