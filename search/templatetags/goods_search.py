"""Tags for pages of other apps."""

from django import template

from catalog.product_card import product_cards
from search.pages.site_results import tabs_beside_goods
from search.retrieval.goods import related_pks

register = template.Library()


@register.inclusion_tag("search/related.html")
def related_goods(product, limit=4, level=2):
    """Goods in stock that resemble this product; nothing where there are none."""
    cards = product_cards([pk for pk, _score in related_pks(product.pk, limit)])
    return {"cards": cards, "level": level, "card_level": level + 1}


@register.inclusion_tag("search/tabs.html")
def search_tabs(listing):
    """Over the list of goods: what the same text matches elsewhere."""
    tabs = tabs_beside_goods(listing.query, listing.totals)
    goods = next((tab.count for tab in tabs if tab.on), 0)
    return {"tabs": tabs, "elsewhere": [] if goods else [t for t in tabs[1:] if t.count]}
