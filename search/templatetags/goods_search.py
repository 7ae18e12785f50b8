"""What the search offers to pages of other rooms."""

from django import template

from catalog.cards import cards
from search.finding import related_pks

register = template.Library()


@register.inclusion_tag("search/related.html")
def related_goods(product, limit=4, level=2):
    """Goods in stock that resemble this product; nothing where there are none."""
    plates = cards([pk for pk, _score in related_pks(product.pk, limit)])
    return {"plates": plates, "level": level, "plate_level": level + 1}
