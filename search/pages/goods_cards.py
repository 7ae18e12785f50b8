"""The products that an engine found, as cards with the query's terms highlighted."""

from collections.abc import Iterable
from dataclasses import replace

from catalog.product_card import ProductCard, product_cards
from search.query.plan import QueryPlan
from search.query.results import EngineResult
from search.retrieval.goods import report_gone, searched_skus
from search.retrieval.highlight import mark
from search.vocabulary.lexicon import current_lexicon


def cards_of(result: EngineResult, plan: QueryPlan) -> list[ProductCard]:
    """From the database as it is now; what has gone since it was indexed is left out. Where a code
    was searched for, the card is of the size that has it."""
    pks = [pk for pk, _score in result.hits]
    cards = product_cards(pks, skus=searched_skus(pks, plan))
    if len(cards) < len(pks):
        report_gone(pks)
    return cards


def marked(cards: Iterable[ProductCard], plan: QueryPlan) -> list[ProductCard]:
    analyzer = current_lexicon().analyzer
    return [replace(card, name=mark(card.name, plan, analyzer)) for card in cards]
