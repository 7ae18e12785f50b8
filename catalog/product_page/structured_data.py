"""The good as schema.org's Product, for search engines (a data block, which no browser runs)."""

import json

from django.conf import settings
from django.utils.safestring import mark_safe

from catalog.product_page.page import ProductPage

# a script element ends at the first "</", whatever JSON says
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def product_json(page: ProductPage) -> str:
    return data_block(_product(page))


def data_block(data: dict) -> str:
    text = json.dumps(data, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 - escaped the line above


def _product(page: ProductPage) -> dict:
    product, variant = page.product, page.variant
    data = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.name,
        "description": product.highlight or product.description[:300],
        "image": [_absolute(picture.url) for picture in page.pictures],
        "category": " > ".join(label for label, _ in page.crumbs),
        "countryOfOrigin": product.origin,
    }
    if product.brand:
        data["brand"] = {"@type": "Brand", "name": product.brand.name}
    if variant is not None:
        data |= {"sku": variant.sku} | ({"gtin": variant.gtin} if variant.gtin else {})
    if page.price:
        stock = "InStock" if page.available else "OutOfStock"
        data["offers"] = {
            "@type": "Offer",
            "url": _absolute(product.get_absolute_url()),
            "price": str(page.price.price_with_tax),
            "priceCurrency": "CNY",
            "availability": f"https://schema.org/{stock}",
            "seller": {"@type": "Organization", "name": product.exhibitor.name},
        }
    return {name: value for name, value in data.items() if value}


def _absolute(url: str) -> str:
    return url if url.startswith("http") else settings.SITE_URL + url
