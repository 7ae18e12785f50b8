"""Which lists search engines may keep: all goods, and all goods of one category, brand, origin or
center. Words, prices, sorting, further pages and combinations are the visitor's own: noindex."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import translate_url

from search.query.goods_query import GoodsQuery
from search.query.params import Links

FACETS = ("category", "brand", "origin", "center")


@dataclass(frozen=True)
class Landing:
    """facet and value are empty for the list of all goods."""

    path: str
    facet: str = ""
    value: str = ""

    @property
    def canonical(self) -> str:
        return settings.SITE_URL + self.path

    def in_language(self, code: str) -> str:
        return settings.SITE_URL + translate_url(self.path, code)

    @property
    def zh_url(self) -> str:
        return self.in_language("zh-hans")

    @property
    def en_url(self) -> str:
        return self.in_language("en")


def landing_of(query: GoodsQuery, links: Links) -> Landing | None:
    """None where the list is no landing page. Goods that are not there make none either: the
    caller knows the number of results."""
    if query.text or query.page > 1 or query.sort != "relevance" or query.exact:
        return None
    if query.price != (None, None):
        return None
    chosen = [(facet, value) for facet, values in query.filters.items() for value in values]
    if not chosen:
        return Landing(links.url())
    # combinations are endless: crawlers would index the same goods thousands of times
    if len(chosen) > 1 or chosen[0][0] not in FACETS:
        return None
    return Landing(links.url(), *chosen[0])
