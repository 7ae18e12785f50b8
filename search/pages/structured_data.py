"""A landing page as schema.org's ItemList. A data block: no browser runs it, so no content security
policy applies to it (decision 14)."""

from django.conf import settings

from catalog.product_page.structured_data import data_block

from .goods_list import GoodsListing
from .landing import Landing


def list_json(listing: GoodsListing) -> str:
    """Empty where search engines are to stay away."""
    return data_block(_item_list(listing, listing.landing)) if listing.landing else ""


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
