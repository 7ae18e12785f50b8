"""What a product page says, as data under its digest: an order keeps the page as bought
(R-PLAT-7, R-EVID-4)."""

from collections.abc import Iterable

from catalog.models import Product, ProductPicture, ProductSnapshot, Variant
from catalog.prices.quotes import unit_prices
from catalog.product_page.risk_notice import RISK_NOTICE, notice_digest
from evidence.chain import canonical, digest_text

FORM = 1  # raise when the content's shape changes, so that readers know what they hold
PRODUCT_FIELDS = (
    *("slug", "name_zh", "name_en", "highlight_zh", "highlight_en"),
    *("description_zh", "description_en", "origin", "return_policy"),
)
VARIANT_FIELDS = ("sku", "gtin", "spec_zh", "spec_en", "pieces", "currency")


def take_snapshots(products: Iterable[Product]) -> dict[int, ProductSnapshot]:
    """The pages as they are now, by product key; the same page is stored once, however many orders
    show it."""
    products_by_pk = {product.pk: product for product in products}
    digests = {}
    for pk, content in _contents(products_by_pk).items():
        digests[pk] = digest_text(canonical(content)), content
    stored = ProductSnapshot.objects.filter(digest__in=[digest for digest, _ in digests.values()])
    by_digest = {snapshot.digest: snapshot for snapshot in stored}
    new = [
        ProductSnapshot(digest=digest, product=products_by_pk[pk], content=content)
        for pk, (digest, content) in digests.items()
        if digest not in by_digest
    ]
    if new:  # another request may have stored the same page since: then its row is the one
        ProductSnapshot.objects.bulk_create(
            new, update_conflicts=True, unique_fields=["digest"], update_fields=["digest"]
        )
        by_digest |= {snapshot.digest: snapshot for snapshot in new}
    return {pk: by_digest[digest] for pk, (digest, _) in digests.items()}


def _contents(products):
    """Everything the pages state about the goods, in both languages, without what moves by the
    hour (stock, opening hours)."""
    variants = Variant.objects.filter(product__in=products).select_related("filing__zone")
    pictures = ProductPicture.objects.filter(product__in=products).select_related("image")
    by_product: dict[int, tuple[list, list]] = {pk: ([], []) for pk in products}
    for variant in variants:
        variant.product = products[variant.product_id]
        by_product[variant.product_id][0].append(variant)
    for picture in pictures:
        by_product[picture.product_id][1].append(picture.image)
    return {pk: _content(products[pk], *parts) for pk, parts in by_product.items()}


def _content(product, variants, images):
    prices = unit_prices(variants)
    return {
        "form": FORM,
        **{name: getattr(product, name) for name in PRODUCT_FIELDS},
        "brand": _names(product.brand),
        "category": _names(product.category),
        "seller": _names(product.exhibitor) | {"slug": product.exhibitor.slug},
        "pictures": _pictures(product, images),
        "variants": [_variant(variant, prices.get(variant.pk)) for variant in variants],
        "risk_notice": {"version": RISK_NOTICE.version, "digest": notice_digest()},
    }


def _names(row) -> dict:
    return {"name_zh": row.name_zh, "name_en": row.name_en} if row else {}


def _pictures(product, images) -> list[dict]:
    # by content hash: the file behind a name may be another one later
    images = ([product.picture] if product.picture else []) + images
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
