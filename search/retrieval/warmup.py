"""A first search that nobody waits for: the segmenter, the vocabulary, the readings of characters
and the engine's own library take a process seconds to load."""

from search.query.goods_query import GoodsQuery

from .goods import search_goods, suggest


def warm_up() -> None:
    search_goods(GoodsQuery(text="nai fen", size=1))
    suggest("nai")
