"""What is offered while somebody types: words of the shop with why they match, and goods with their
picture and price. The engine that answers the list answers here too."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from catalog.product_card import product_cards
from search.analysis.tokenization import fold
from search.query.goods_query import GoodsQuery
from search.query.params import Links
from search.query.results import Found
from search.query.suggester import Suggestion
from search.retrieval import facet_labels as labels
from search.retrieval.code_prefixes import begun
from search.retrieval.goods import find, suggest
from search.retrieval.highlight import mark, mark_prefix
from search.retrieval.relaxation import Answer
from search.retrieval.site import beside_goods
from search.sources import Card
from search.sources.news import NewsCard
from search.sources.session import SessionCard
from search.vocabulary.lexicon import lexicon

from .site_results import TAB_LABELS, shown, site_url
from .suggestion_names import readable

MOST_WORDS, MOST_GOODS, MOST_CODED, MOST_ELSEWHERE = 6, 3, 6, 2
SHORTEST_FOR_GOODS = 2  # one character would find half the shop


@dataclass(frozen=True)
class Word:
    """why: "", "pinyin", "initials", "alias" or "spelling"; words: what a recent search keeps;
    heard: the Chinese name whose sound was typed, where another one is shown."""

    kind: str
    words: str
    marked: SafeString
    url: str
    goods: int = 0
    why: str = ""
    heard: str = ""


@dataclass(frozen=True)
class Good:
    """code: the SKU or GTIN that begins with what was typed, where that is why."""

    name: SafeString
    url: str
    brand: str
    picture_url: str
    price: Decimal | None
    code_kind: str = ""
    code: str = ""


@dataclass(frozen=True)
class Place:
    """A booth, an exhibitor, a talk, a page; note: the codes of its stands, or its day."""

    name: SafeString
    url: str
    note: str


@dataclass(frozen=True)
class Elsewhere:
    """What a tab of the site-wide search holds."""

    tab: str
    label: str
    places: list[Place]


@dataclass(frozen=True)
class Offers:
    words: list[Word] = field(default_factory=list)
    goods: list[Good] = field(default_factory=list)
    more_url: str = ""  # all goods that match what was typed
    more: int = 0
    elsewhere: list[Elsewhere] = field(default_factory=list)
    everything_url: str = ""


def offers(text: str) -> Offers:
    words = _words(text)
    if len(text) < SHORTEST_FOR_GOODS:
        return Offers(words)
    asked = _asked(text, words)
    answer = find(asked).answer
    elsewhere, everything = list(_elsewhere(text)), site_url(text)
    if answer.match != "strict" and (coded := _coded(text)):
        return Offers(words, coded, elsewhere=elsewhere, everything_url=everything)
    if answer.match == "corrected" and answer.corrected_to:
        words = [_corrected(answer.corrected_to, answer.found.total), *words]
    if answer.match not in ("strict", "corrected"):
        return Offers(words, elsewhere=elsewhere, everything_url=everything)
    more_url = _list().url(q=asked.text)
    return Offers(words, _goods(answer), more_url, answer.found.total, elsewhere, everything)


def _goods(answer: Answer) -> list[Good]:
    analyser = lexicon().analyser
    return [
        Good(
            mark(card.name, answer.plan, analyser),
            card.url,
            card.brand,
            card.picture_url,
            card.price_with_tax,
        )
        for card in product_cards([pk for pk, _score in answer.found.hits])
    ]


def _coded(typed: str) -> list[Good]:
    codes = dict(islice(begun(typed).items(), MOST_CODED))
    return [
        Good(
            mark_prefix(card.name, ""),
            card.url,
            card.brand,
            card.picture_url,
            card.price_with_tax,
            code.kind,
            mark_prefix(code.code, typed.strip()),
        )
        for code, card in zip(codes.values(), product_cards(list(codes)), strict=False)
    ]


def _elsewhere(text: str) -> Iterator[Elsewhere]:
    found, plan = beside_goods(text, get_language() or "zh-hans", MOST_ELSEWHERE)
    for tab, hits in found.items():
        places = [
            Place(hit.card.title, hit.card.url, _note(hit.card))
            for hit in shown(Found(hits, len(hits), {}), plan)
        ]
        if places:
            yield Elsewhere(tab, str(TAB_LABELS[tab]), places)


def _note(card: Card) -> str:
    """What tells a stranger which one it is, in a word."""
    if isinstance(card, SessionCard) and card.row:
        return card.row.state_word if card.row.state == "past" else f"{card.day} {card.row.starts}"
    if isinstance(card, NewsCard):
        return f"{card.day:%Y-%m-%d}"
    return " · ".join(stand.code for stand in getattr(card, "stands", ()))


def _asked(text: str, words: list[Word]) -> GoodsQuery:
    """What was typed, or the first word it may become: `keru` finds nothing, 可瑞康 does."""
    typed = GoodsQuery(text, size=MOST_GOODS, exact=bool(words))
    if words and find(typed).answer.match != "strict":
        return GoodsQuery(words[0].words, size=MOST_GOODS)
    return typed


def _list() -> Links:
    return Links(reverse("search:goods"), GoodsQuery())


def _words(typed: str) -> list[Word]:
    """Each name once: `k` begins Karicare and the sound of 可瑞康, which is Karicare too."""
    found = [_word(suggestion, typed) for suggestion in suggest(typed, 2 * MOST_WORDS)]
    once = {(word.kind, word.words): word for word in reversed(found)}
    return [word for word in found if once[word.kind, word.words] is word][:MOST_WORDS]


def _word(found: Suggestion, typed: str) -> Word:
    name = readable(found)
    return Word(
        found.kind,
        name,
        mark_prefix(name, typed if name == found.text else ""),
        _url_of(found, name),
        found.goods,
        _why(found, typed),
        "" if name == found.text else found.text,
    )


def _why(found: Suggestion, typed: str) -> str:
    if found.via != "text":
        return found.via
    return "" if fold(found.text).startswith(fold(typed)) else "alias"


def _url_of(found: Suggestion, name: str) -> str:
    """A brand or a shelf leads to all of its goods, not to whatever names it."""
    slug = labels.names().slugs.get(found.kind, {}).get(found.text)
    if slug:
        return _list().with_value(found.kind, slug)
    return _list().url(q=name)


def _corrected(text: str, goods: int) -> Word:
    return Word("word", text, mark_prefix(text, ""), _list().url(q=text), goods, "spelling")


def as_json(typed: str) -> Iterator[dict]:
    for found in suggest(typed):
        yield {"text": found.text, "kind": found.kind, "goods": found.goods, "via": found.via}
