"""Everything the page of one good shows, gathered in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalog.admission.rules import admission_cache
from catalog.availability import is_sold, leading_variant, mode_label, stock_label, with_stock
from catalog.category_tree import tree
from catalog.codes.countries import country_name
from catalog.codes.units import unit_name
from catalog.models import Product, Variant
from catalog.models.zone import Mode
from catalog.pictures import PAGE, THUMB, picture_url
from catalog.prices.explanation import Step, explain
from catalog.prices.quotes import UnitPrice, unit_prices
from catalog.product_page.risk_notice import RISK_NOTICE
from core.language import in_language, speaks_chinese

MOST_PIECES = 99


@dataclass(frozen=True, slots=True)
class Picture:
    url: str
    thumb_url: str
    alt: str


@dataclass(frozen=True, slots=True)
class Row:
    """A fact of a ledger."""

    term: str
    value: str
    num: bool = False


@dataclass(frozen=True, slots=True)
class Size:
    """A variant to choose. `price` in words; `on`: the one shown."""

    label: str
    url: str
    price: UnitPrice | None
    on: bool
    sold_out: bool


class ProductPage:
    """`sku` picks a size; else the one that a card shows."""

    def __init__(self, product: Product, sku: str = ""):
        self.product = product
        self.variants: list[Variant] = list(
            with_stock(product.variants.all()).select_related("filing__zone")
        )
        self.prices = unit_prices(self.variants)
        chosen = next((variant for variant in self.variants if variant.sku == sku), None)
        self.variant = chosen or leading_variant(self.variants, self.prices)
        self.filing = getattr(self.variant, "filing", None)
        self.sold = self.variant is not None and is_sold(self.variant, self.prices)
        self.price = self.prices.get(self.variant.pk) if self.sold else None

    @property
    def available(self) -> bool:
        return self.sold and self.variant.free > 0

    @property
    def most(self) -> int:
        return min(self.variant.free, MOST_PIECES)

    @property
    def stock(self) -> tuple[str, str]:
        return stock_label(self.variant.free)

    @property
    def mode(self) -> str:
        return mode_label(self.variant) if self.variant else ""

    @property
    def origin_name(self) -> str:
        return country_name(self.product.origin)

    @cached_property
    def crumbs(self) -> list[tuple[str, str]]:
        """(label, category slug) of the shelves, then the good itself."""
        return [(in_language(shelf, "name"), shelf.slug) for shelf in self.way]

    @cached_property
    def way(self):
        return tree.way_to(self.product.category)

    @cached_property
    def pictures(self) -> list[Picture]:
        images = [self.product.picture] if self.product.picture else []
        images += [row.image for row in self.product.pictures.select_related("image")]
        images = list(dict.fromkeys(images))
        prefetch_related_objects(images, "renditions")
        return [
            Picture(
                picture_url(image, PAGE),
                picture_url(image, THUMB),
                in_language(image, "alt") or self.product.name,
            )
            for image in images
        ]

    @cached_property
    def sizes(self) -> list[Size]:
        if len(self.variants) < 2:
            return []
        address = self.product.get_absolute_url()
        return [
            Size(
                label=variant.spec or variant.sku,
                url=f"{address}?v={variant.sku}",
                price=self.prices.get(variant.pk),
                on=variant == self.variant,
                sold_out=is_sold(variant, self.prices) and variant.free <= 0,
            )
            for variant in self.variants
        ]

    @property
    def steps(self) -> list[Step]:
        return explain(self.price, self.variant) if self.price else []

    @property
    def why_not_sold(self) -> str:
        """One sentence for the visitor; the exhibitor and staff see every gap elsewhere."""
        variant = self.variant
        if variant is None or not variant.price or variant.currency != "CNY":
            return _("Its price in yuan is not settled yet.")
        if self.filing and self.filing.approved_at:
            if barred := admission_cache.on().faults(variant):
                public = " ".join(str(reason.message) for reason in barred if reason.public)
                return public or _("Its sale is suspended for the time being.")
            if variant.pk not in self.prices:
                return _("It costs more than a personal order may bring in.")
        return _("Its customs filing is being prepared and checked.")

    @cached_property
    def spec_rows(self) -> list[Row]:
        variant, product = self.variant, self.product
        rows = [Row(_("Product name"), product.name), Row(_("Brand"), _brand(product))]
        if variant is not None:
            rows += [
                Row(_("Specification"), variant.spec),
                Row(_("Pieces in a pack"), str(variant.pieces) if variant.pieces > 1 else ""),
                Row(_("Barcode"), variant.gtin, num=True),
                Row("SKU", variant.sku, num=True),
            ]
        rows.append(Row(_("Country of origin"), self.origin_name))
        return [row for row in rows if row.value]

    @cached_property
    def filing_rows(self) -> list[Row]:
        filing = self.filing
        if filing is None:
            return []
        approved = filing.approved_at
        rows = [
            Row(_("Trade mode"), f"{Mode(filing.mode).label} {filing.mode}"),
            Row(_("HS code"), _dotted(filing.hs_code), num=True),
            Row(_("Unit of sale"), unit_name(filing.unit)),
            Row(_("Net weight"), _grams(filing.net_weight_g), num=True),
            Row(_("Ships from"), filing.zone.name if filing.zone else ""),
            Row(
                _("Filing approved on"),
                date_format(timezone.localtime(approved), "Y-m-d") if approved else "",
                num=True,
            ),
        ]
        return [row for row in rows if row.value]

    @property
    def risk_notice(self) -> tuple[str, ...]:
        """Title, then its points (R-PLAT-2)."""
        return RISK_NOTICE.zh if speaks_chinese() else RISK_NOTICE.en

    @property
    def return_words(self) -> str:
        return {
            Product.ReturnPolicy.SEVEN_DAY: _(
                "Within seven days of receipt you may return it without giving a reason;"
                " you bear the return freight."
            ),
            Product.ReturnPolicy.CONFIRMED: _(
                "It loses its worth once opened: if you confirm so at checkout, it can't be"
                " returned without a reason."
            ),
            Product.ReturnPolicy.STATUTORY: _(
                "By law this kind of goods can't be returned without a reason."
            ),
        }[self.product.return_policy]


def _brand(product) -> str:
    if product.brand is None:
        return ""
    names = dict.fromkeys((product.brand.name, product.brand.name_en))
    return " ".join(name for name in names if name)


def _dotted(code: str) -> str:
    return f"{code[:4]}.{code[4:6]}.{code[6:]}" if len(code) == 10 else code


def _grams(weight) -> str:
    return f"{weight.normalize():,f} g" if weight else ""
