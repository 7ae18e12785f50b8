"""A landing page as schema.org's ItemList. A data block: no browser runs it, so no content security
policy applies to it (decision 14)."""

import json

from django.conf import settings
from django.utils.safestring import mark_safe

from .goods_list import GoodsListing
from .landing import Landing

# a script element ends at the first "</", whatever JSON says
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def list_json(listing: GoodsListing) -> str:
    """Empty where search engines are asked to stay away."""
    if listing.landing is None:
        return ""
    text = json.dumps(_item_list(listing, listing.landing), ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 - escaped the line above


def _item_list(listing: GoodsListing, landing: Landing) -> dict:
    return {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": listing.title,
        "url": landing.canonical,
        "numberOfItems": listing.total,
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "url": settings.SITE_URL + product.url,
                "name": product.name,
            }
            for position, product in enumerate(listing.goods, start=1)
        ],
    }
