"""Everything the page of one good shows, gathered in a fixed number of queries."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalog.admission.rules import admission_cache
from catalog.availability import is_sold, leading_variant, mode_label, stock_label, with_stock
from catalog.category_tree import path_to
from catalog.codes.countries import country_name
from catalog.codes.units import unit_name
from catalog.models import Product, Variant
from catalog.models.zone import Mode
from catalog.pictures import PAGE, THUMB, picture_url
from catalog.prices.explanation import PriceStep, explain
from catalog.prices.quotes import UnitPrice, unit_prices
from catalog.product_page.chinese_label import ChineseLabel, chinese_label
from catalog.product_page.risk_notice import RISK_NOTICE
from core.language import in_language, speaks_chinese

MAX_PIECES = 99


@dataclass(frozen=True, slots=True)
class GalleryPicture:
    url: str
    thumb_url: str
    alt: str


@dataclass(frozen=True, slots=True)
class SpecRow:
    """A fact of a ledger."""

    term: str
    value: str
    num: bool = False


@dataclass(frozen=True, slots=True)
class SizeChoice:
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
        self.price = self.prices.get(self.variant.pk) if self.variant and self.sold else None

    @property
    def free(self) -> int:
        return self.variant.free if self.variant else 0

    @property
    def available(self) -> bool:
        return self.sold and self.free > 0

    @property
    def max_pieces(self) -> int:
        return min(self.free, MAX_PIECES)

    @property
    def stock(self) -> tuple[str, str]:
        return stock_label(self.free)

    @property
    def mode(self) -> str:
        return mode_label(self.variant) if self.variant else ""

    @property
    def origin_name(self) -> str:
        return country_name(self.product.origin)

    @cached_property
    def crumbs(self) -> list[tuple[str, str]]:
        """(label, category slug) of the categories, then the good itself."""
        path = path_to(self.product.category)
        return [(in_language(category, "name"), category.slug) for category in path]

    @cached_property
    def pictures(self) -> list[GalleryPicture]:
        images = [self.product.picture] if self.product.picture else []
        images += [row.image for row in self.product.pictures.select_related("image")]
        images = list(dict.fromkeys(images))
        prefetch_related_objects(images, "renditions")
        return [
            GalleryPicture(
                picture_url(image, PAGE),
                picture_url(image, THUMB),
                in_language(image, "alt") or self.product.name,
            )
            for image in images
        ]

    @cached_property
    def sizes(self) -> list[SizeChoice]:
        if len(self.variants) < 2:
            return []
        return [
            SizeChoice(
                label=variant.spec or variant.sku,
                url=variant.get_absolute_url(),
                price=self.prices.get(variant.pk),
                on=variant == self.variant,
                sold_out=is_sold(variant, self.prices) and variant.free <= 0,
            )
            for variant in self.variants
        ]

    @property
    def steps(self) -> list[PriceStep]:
        return explain(self.price, self.variant) if self.price and self.variant else []

    @property
    def why_not_sold(self) -> str:
        """One sentence for the visitor; the exhibitor and staff see every gap elsewhere."""
        variant = self.variant
        if variant is None or not variant.price or variant.currency != "CNY":
            return _("Its price in yuan has not been set yet.")
        if self.filing and self.filing.approved_at:
            # only public reasons: a seller's obstacles at customs are no business of a visitor
            if barriers := admission_cache.on().barriers(variant):
                public = " ".join(str(reason.message) for reason in barriers if reason.public)
                return public or _("Its sale is suspended for now.")
            if variant.pk not in self.prices:
                return _("Its price exceeds the limit for one order.")
        return _("Its customs filing is being prepared and checked.")

    @cached_property
    def spec_rows(self) -> list[SpecRow]:
        variant, product = self.variant, self.product
        rows = [SpecRow(_("Product name"), product.name), SpecRow(_("Brand"), _brand(product))]
        if variant is not None:
            rows += [
                SpecRow(_("Specification"), variant.spec),
                SpecRow(_("Pieces per pack"), str(variant.pieces) if variant.pieces > 1 else ""),
                SpecRow(_("Barcode"), variant.gtin, num=True),
                SpecRow("SKU", variant.sku, num=True),
            ]
        rows.append(SpecRow(_("Country of origin"), self.origin_name))
        return [row for row in rows if row.value]

    @cached_property
    def filing_rows(self) -> list[SpecRow]:
        filing = self.filing
        if filing is None:
            return []
        approved = filing.approved_at
        rows = [
            SpecRow(_("Customs mode"), f"{Mode(filing.mode).label} {filing.mode}"),
            SpecRow(_("HS code"), _dotted(filing.hs_code), num=True),
            SpecRow(_("Unit of sale"), unit_name(filing.unit)),
            SpecRow(_("Net weight"), _grams(filing.net_weight_g), num=True),
            SpecRow(_("Ships from"), filing.zone.name if filing.zone else ""),
            SpecRow(
                _("Filing approved on"),
                date_format(timezone.localtime(approved), "Y-m-d") if approved else "",
                num=True,
            ),
        ]
        return [row for row in rows if row.value]

    @cached_property
    def chinese_label(self) -> ChineseLabel:
        return chinese_label(self.product, self.variant)

    @property
    def risk_notice(self) -> list[str]:
        """Title, then its points (R-PLAT-2)."""
        return RISK_NOTICE.zh if speaks_chinese() else RISK_NOTICE.en

    @property
    def return_text(self) -> str:
        return {
            Product.ReturnPolicy.SEVEN_DAY: _(
                "You may return it within seven days of receipt without giving a reason; you "
                "pay the return shipping."
            ),
            Product.ReturnPolicy.CONFIRMED: _(
                "It loses its value once opened: if you agree at checkout, no-reason return "
                "does not apply."
            ),
            Product.ReturnPolicy.STATUTORY: _(
                "By law, no-reason return does not apply to these goods."
            ),
        }[Product.ReturnPolicy(self.product.return_policy)]


def _brand(product) -> str:
    if product.brand is None:
        return ""
    names = dict.fromkeys((product.brand.name, product.brand.name_en))
    return " ".join(name for name in names if name)


def _dotted(code: str) -> str:
    return f"{code[:4]}.{code[4:6]}.{code[6:]}" if len(code) == 10 else code


def _grams(weight) -> str:
    return f"{weight.normalize():,f} g" if weight else ""
