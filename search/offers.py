"""What is offered while somebody types: words of the shop with why they match, and goods with their
picture and price. The engine that answers the list answers here too."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString

from catalog.cards import cards

from . import labels
from .finding import find, suggest
from .highlight import mark, mark_prefix
from .lexicon import lexicon
from .params import Links
from .query import GoodsQuery
from .site import as_typed
from .site_page import shown, site_url
from .suggest import Suggestion
from .text import fold
from .tiers import Answer

MOST_WORDS, MOST_GOODS, MOST_FIRMS = 6, 3, 2
FIRMS = "firms"  # the site's tab of booths and exhibitors
SHORTEST_FOR_GOODS = 2  # one character would find half the shop


@dataclass(frozen=True)
class Word:
    """why: "", "pinyin", "initials", "alias" or "spelling"; words: what a recent search keeps."""

    kind: str
    words: str
    marked: SafeString
    url: str
    goods: int = 0
    why: str = ""


@dataclass(frozen=True)
class Good:
    name: SafeString
    url: str
    brand: str
    picture_url: str
    price: Decimal | None


@dataclass(frozen=True)
class Firm:
    """A booth or an exhibitor; stands: the codes that hang over them."""

    name: SafeString
    url: str
    stands: str


@dataclass(frozen=True)
class Offers:
    words: list[Word] = field(default_factory=list)
    goods: list[Good] = field(default_factory=list)
    more_url: str = ""  # all goods that match what was typed
    more: int = 0
    firms: list[Firm] = field(default_factory=list)
    everything_url: str = ""


def offers(text: str) -> Offers:
    words = [_word(found, text) for found in suggest(text, MOST_WORDS)]
    if len(text) < SHORTEST_FOR_GOODS:
        return Offers(words)
    asked = _asked(text, words)
    answer = find(asked).answer
    if answer.match == "corrected" and answer.corrected_to:
        words = [_corrected(answer.corrected_to, answer.found.total), *words]
    firms, everything = _firms(text), site_url(text)
    if answer.match not in ("strict", "corrected"):
        return Offers(words, firms=firms, everything_url=everything)
    more_url = _list().url(q=asked.text)
    return Offers(words, _goods(answer), more_url, answer.found.total, firms, everything)


def _goods(answer: Answer) -> list[Good]:
    analyser = lexicon().analyser
    return [
        Good(
            mark(plate.name, answer.plan, analyser),
            plate.url,
            plate.brand,
            plate.picture_url,
            plate.price_with_tax,
        )
        for plate in cards([pk for pk, _score in answer.found.hits])
    ]


def _firms(text: str) -> list[Firm]:
    """Booths and exhibitors that hold all that was typed; none while the search is on reserve."""
    answered = find(GoodsQuery(as_typed(text), kind=FIRMS, size=MOST_FIRMS, exact=True))
    if answered.degraded or answered.answer.match != "strict":
        return []
    return [
        Firm(
            hit.card.title,
            hit.card.url,
            " · ".join(stand.code for stand in getattr(hit.card, "stands", ())),
        )
        for hit in shown(answered.answer.found, answered.answer.plan)
    ]


def _asked(text: str, words: list[Word]) -> GoodsQuery:
    """What was typed, or the first word it may become: `keru` finds nothing, 可瑞康 does."""
    typed = GoodsQuery(text, size=MOST_GOODS, exact=bool(words))
    if words and find(typed).answer.match != "strict":
        return GoodsQuery(words[0].words, size=MOST_GOODS)
    return typed


def _list() -> Links:
    return Links(reverse("search:goods"), GoodsQuery())


def _word(found: Suggestion, typed: str) -> Word:
    return Word(
        found.kind,
        found.text,
        mark_prefix(found.text, typed),
        _url_of(found),
        found.goods,
        _why(found, typed),
    )


def _why(found: Suggestion, typed: str) -> str:
    if found.via != "text":
        return found.via
    return "" if fold(found.text).startswith(fold(typed)) else "alias"


def _url_of(found: Suggestion) -> str:
    """A brand or a shelf leads to all of its goods, not to whatever names it."""
    slug = labels.names().slugs.get(found.kind, {}).get(found.text)
    if slug:
        return _list().with_value(found.kind, slug)
    return _list().url(q=found.text)


def _corrected(text: str, goods: int) -> Word:
    return Word("word", text, mark_prefix(text, ""), _list().url(q=text), goods, "spelling")


def as_json(typed: str) -> Iterator[dict]:
    for found in suggest(typed):
        yield {"text": found.text, "kind": found.kind, "goods": found.goods, "via": found.via}
