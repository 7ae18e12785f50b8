"""Products as plates: everything a card shows, for a whole list in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import F, Prefetch, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail import hooks

from catalog.admission.rules import admission_cache
from catalog.codes.countries import country_name
from catalog.models import Product, Variant
from catalog.models.zone import Mode
from catalog.pictures import picture_url
from catalog.prices.quotes import UnitPrice, unit_prices
from catalog.product_card import PlateView

LOW_STOCK = 10  # from here down the card says how many are left


def with_stock(variants: QuerySet) -> QuerySet:
    """Variants with `free`: pieces that can still be ordered, all zones together."""
    return variants.annotate(
        free=Coalesce(Sum(F("stock__on_hand") - F("stock__reserved")), 0)
    ).select_related("filing")


def cards(products: Iterable[Product] | Iterable[int], language: str = "") -> list[PlateView]:
    """Plates in the order given; pks of goods that are gone or hidden are left out."""
    wanted = [getattr(item, "pk", item) for item in products]
    found = {
        product.pk: product
        for product in Product.objects.on_display()
        .filter(pk__in=wanted)
        .select_related("brand", "picture", "exhibitor")
        .prefetch_related(
            "picture__renditions", Prefetch("variants", with_stock(Variant.objects.all()))
        )
    }
    shown = [found[pk] for pk in wanted if pk in found]
    prices = unit_prices([variant for product in shown for variant in product.variants.all()])
    with translation.override(language or translation.get_language()):
        places = seen_at([product.pk for product in shown])
        return [_plate(product, prices, places) for product in shown]


def seen_at(product_pks: list[int]) -> Mapping[int, str]:
    """Names of the display centers by product, from the app that knows them."""
    names: dict[int, str] = {}
    for display_center_names in hooks.get_hooks("display_center_names") if product_pks else ():
        names |= display_center_names(product_pks)
    return names


def leading_variant(variants: Iterable[Variant], prices: Mapping[int, UnitPrice]) -> Variant | None:
    """The one a card shows: for sale before not, in stock before sold out, then the cheapest."""
    ranked = sorted(
        variants,
        key=lambda v: (
            not is_sold(v, prices),
            v.free <= 0,
            prices[v.pk].price_with_tax if v.pk in prices else 0,
            v.position,
            v.pk,
        ),
    )
    return ranked[0] if ranked else None


def is_sold(variant: Variant, prices: Mapping[int, UnitPrice]) -> bool:
    """For sale today: approved, admitted by the rules of the day, and with a price that can be
    said. Reads `variant.product.exhibitor`."""
    filing = getattr(variant, "filing", None)
    approved = bool(filing and filing.approved_at) and variant.pk in prices
    return approved and admission_cache.on().admits(variant)


def stock_words(free: int) -> tuple[str, str]:
    """State and word of a stock: ("ok", "In stock"), ("low", "Only 3 left"), ("out", …)."""
    if free <= 0:
        return "out", _("Sold out")
    if free < LOW_STOCK:
        return "low", _("Only %(n)d left") % {"n": free}
    return "ok", _("In stock")


def mode_word(variant: Variant) -> str:
    """The plate's word for the trade mode: "bonded", "direct" or "" where none is filed."""
    filing = getattr(variant, "filing", None)
    if filing is None:
        return ""
    return "direct" if filing.mode == Mode.DIRECT else "bonded"


def _plate(product, prices, places) -> PlateView:
    variant = leading_variant(product.variants.all(), prices)
    sold = variant is not None and is_sold(variant, prices)
    price = prices.get(variant.pk) if sold else None
    state, word = stock_words(variant.free) if sold else ("", "")
    return PlateView(
        name=product.name,
        url=product.get_absolute_url(),
        brand=product.brand.name if product.brand else "",
        origin_code=product.origin,
        origin_name=country_name(product.origin),
        mode=mode_word(variant) if variant else "",
        price_with_tax=price.price_with_tax if price else None,
        price=price.price if price else None,
        tax=price.tax if price else None,
        stock_state=state,
        stock_word=word,
        seen_at=places.get(product.pk, ""),
        picture_url=picture_url(product.picture),
        for_sale=sold,
    )
