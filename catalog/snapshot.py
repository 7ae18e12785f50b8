"""What a product page says, as data under its digest: an order keeps the page as bought
(R-PLAT-7, R-EVID-4)."""

from __future__ import annotations

from catalog.models import Product, ProductSnapshot
from catalog.notices import RISK_NOTICE, notice_digest
from catalog.pricing import prices_of
from evidence.chain import canonical, digest_text

FORM = 1  # raise when the content's shape changes, so that readers know what they hold
VARIANT_FIELDS = ("sku", "gtin", "spec_zh", "spec_en", "pieces", "currency")


def take_snapshot(product: Product) -> ProductSnapshot:
    """The page as it is now; the same page is stored once, however many orders show it."""
    content = page_content(product)
    digest = digest_text(canonical(content))
    return ProductSnapshot.objects.get_or_create(
        digest=digest, defaults={"product": product, "content": content}
    )[0]


def page_content(product: Product) -> dict:
    """Everything the page states about the good, in both languages, without what moves by the
    hour (stock, opening hours)."""
    variants = list(product.variants.select_related("filing", "filing__zone"))
    prices = prices_of(variants)
    return {
        "form": FORM,
        "slug": product.slug,
        "name_zh": product.name_zh,
        "name_en": product.name_en,
        "highlight_zh": product.highlight_zh,
        "highlight_en": product.highlight_en,
        "description_zh": product.description_zh,
        "description_en": product.description_en,
        "origin": product.origin,
        "return_policy": product.return_policy,
        "brand": _names(product.brand),
        "category": _names(product.category),
        "seller": _names(product.exhibitor) | {"slug": product.exhibitor.slug},
        "pictures": _pictures(product),
        "variants": [_variant(variant, prices.get(variant.pk)) for variant in variants],
        "risk_notice": {"version": RISK_NOTICE.version, "digest": notice_digest()},
    }


def _names(row) -> dict:
    return {"name_zh": row.name_zh, "name_en": row.name_en} if row else {}


def _pictures(product) -> list[dict]:
    images = [product.picture] if product.picture else []
    images += [picture.image for picture in product.pictures.select_related("image")]
    return [{"file": image.file.name, "sha1": image.file_hash} for image in images]


def _variant(variant, price) -> dict:
    filing = getattr(variant, "filing", None)
    content = {name: getattr(variant, name) for name in VARIANT_FIELDS}
    content["net_content"] = _text(variant.net_content)
    content["price"] = _text(variant.price)
    content["tax"] = _text(price.tax) if price else ""
    content["price_with_tax"] = _text(price.price_with_tax) if price else ""
    content["filing"] = filing.as_filed() if filing else {}
    if filing and filing.zone:
        content["filing"] |= {"zone": filing.zone.code}
        content["filing"].pop("zone_id")
    return content


def _text(amount) -> str:
    return "" if amount is None else f"{amount.normalize():f}"
