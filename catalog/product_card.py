"""Product cards: everything a list shows of its products, in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)
from django.utils import translation
from wagtail import hooks

from catalog.availability import is_sold, leading_variant, mode_label, stock_label, with_stock
from catalog.codes.countries import country_name
from catalog.models import Product, Variant
from catalog.pictures import picture_url
from catalog.prices.quotes import unit_prices


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product as `templates/components/product_card.html` draws it: plain values, so that
    drawing a list asks nothing of the database.

    Texts are in the page's language already. `mode` is "bonded", "direct" or ""; `stock_state`
    "ok", "low" or "out"; `seen_at` names where the goods can be seen ("Airport · CBD"). Money is
    yuan; a `price_with_tax` of None asks the visitor to enquire.
    """

    name: str
    url: str
    brand: str = ""
    origin_code: str = ""
    origin_name: str = ""
    mode: str = ""
    price_with_tax: Decimal | None = None
    price: Decimal | None = None
    tax: Decimal | None = None
    stock_state: str = ""
    stock_label: str = ""
    seen_at: str = ""
    picture_url: str = ""
    for_sale: bool = True
    sponsored: bool = False


def product_cards(
    products: Iterable[Product] | Iterable[int],
    language: str = "",
    skus: Mapping[int, str] | None = None,
) -> list[ProductCard]:
    """Cards in the order given; pks of goods that are gone or hidden are left out.

    skus: by product's pk, the size that its card shows and opens; else the leading one."""
    return list(cards_by_product(products, language, skus).values())


def cards_by_product(
    products: Iterable[Product] | Iterable[int],
    language: str = "",
    skus: Mapping[int, str] | None = None,
) -> dict[int, ProductCard]:
    """The same by the product's pk."""
    pks = [getattr(item, "pk", item) for item in products]
    products_by_pk = _with_all_that_cards_show().in_bulk(pks)
    # in the requested order: search ranks, the database does not know how
    shown = [products_by_pk[pk] for pk in pks if pk in products_by_pk]
    return _cards(shown, language, skus)


def newest_cards(limit: int) -> list[ProductCard]:
    """Of the goods that came on display last; of the newest, those without a picture or a price
    stand behind the others, as in search."""
    on_display = Product.objects.on_display().order_by("-created_at", "-pk")
    for_sale = Exists(Variant.objects.for_sale().filter(product=OuterRef("pk")))
    # only some are looked at: with 50,000 goods, none of them complete, a page took 0.3 seconds
    newest = _with_all_that_cards_show().filter(pk__in=on_display.values("pk")[: limit * 10])
    is_complete = ExpressionWrapper(Q(picture__isnull=False) & for_sale, BooleanField())
    ranked = newest.annotate(is_complete=is_complete)
    shown = ranked.order_by("-is_complete", "-created_at", "-pk")[:limit]
    return list(_cards(list(shown)).values())


def _with_all_that_cards_show() -> QuerySet[Product]:
    variants = Prefetch("variants", with_stock(Variant.objects.all()))
    on_display = Product.objects.on_display().select_related("brand", "picture", "exhibitor")
    return on_display.prefetch_related("picture__renditions", variants)


def _cards(
    shown: list[Product], language: str = "", skus: Mapping[int, str] | None = None
) -> dict[int, ProductCard]:
    skus = skus or {}
    prices = unit_prices([variant for product in shown for variant in product.variants.all()])
    with translation.override(language or translation.get_language()):
        centers: dict[int, str] = {}  # names by product, from the app that knows them
        for display_center_names in hooks.get_hooks("display_center_names") if shown else ():
            centers |= display_center_names([product.pk for product in shown])
        return {
            product.pk: _card(product, skus.get(product.pk), prices, centers) for product in shown
        }


def _card(product, sku, prices, centers) -> ProductCard:
    variants = product.variants.all()
    named = next((variant for variant in variants if variant.sku == sku), None)
    variant = named or leading_variant(variants, prices)
    sold = variant is not None and is_sold(variant, prices)
    price = prices.get(variant.pk) if variant and sold else None
    state, label = stock_label(variant.free) if variant and sold else ("", "")
    return ProductCard(
        name=product.name,
        url=(named or product).get_absolute_url(),
        brand=product.brand.name if product.brand else "",
        origin_code=product.origin,
        origin_name=country_name(product.origin),
        mode=mode_label(variant) if variant else "",
        price_with_tax=price.price_with_tax if price else None,
        price=price.price if price else None,
        tax=price.tax if price else None,
        stock_state=state,
        stock_label=label,
        seen_at=centers.get(product.pk, ""),
        picture_url=picture_url(product.picture),
        for_sale=sold,
    )
