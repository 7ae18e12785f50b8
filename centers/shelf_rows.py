"""A center's shelves and what stands on them, in a fixed number of queries."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.availability import is_sold, stock_label, with_stock
from catalog.codes.countries import country_name
from catalog.models import Variant
from catalog.pictures import picture_url
from catalog.prices.quotes import unit_prices
from centers.models import Sample

SHELF_PICTURE = "fill-1500x400|format-webp"


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A sample on its shelf. Money: yuan with tax, None where it is only shown."""

    number: int
    name: str
    url: str
    where: str
    price: Decimal | None
    stock_state: str
    stock_label: str


@dataclass(frozen=True, slots=True)
class ShelfView:
    code: str
    name: str
    picture_url: str
    picture_alt: str
    note: str
    rows: list[ShelfRow]


def shelves_of(center) -> list[ShelfView]:
    shelves = list(
        center.shelves.select_related("picture").prefetch_related(
            "picture__renditions",
            Prefetch(
                "samples",
                Sample.objects.showing()
                .order_by("board", "position", "pk")
                .prefetch_related(
                    Prefetch(
                        "variant",
                        with_stock(
                            Variant.objects.select_related("product__brand", "product__exhibitor")
                        ),
                    )
                ),
            ),
        )
    )
    # one call for all shelves: ten samples cost no more queries than one
    prices = unit_prices(sample.variant for shelf in shelves for sample in shelf.samples.all())
    return [_shelf(shelf, prices) for shelf in shelves]


def _shelf(shelf, prices):
    rows = [_row(n, sample, prices) for n, sample in enumerate(shelf.samples.all(), start=1)]
    tiers = len({sample.board for sample in shelf.samples.all()})
    counts = [
        ngettext("%(n)d tier", "%(n)d tiers", tiers) % {"n": tiers},
        ngettext("%(n)d product", "%(n)d products", len(rows)) % {"n": len(rows)},
    ]
    return ShelfView(
        code=shelf.code,
        name=shelf.name,
        picture_url=picture_url(shelf.picture, SHELF_PICTURE),
        picture_alt=_("Shelf unit %(code)s: %(name)s") % {"code": shelf.code, "name": shelf.name},
        note=" · ".join(counts),
        rows=rows,
    )


def _row(number, sample, prices):
    variant, product = sample.variant, sample.variant.product
    sold = is_sold(variant, prices)
    # a price or stock beside goods that are not for sale would be an offer (R-O2O-2)
    state, label = stock_label(variant.free) if sold else ("", "")
    brand = product.brand.name if product.brand else ""
    names = [brand, product.name, variant.spec]
    facts = [_("tier %(n)s") % {"n": sample.board}]
    if product.origin:
        facts.append(country_name(product.origin))
    return ShelfRow(
        number=number,
        name=" ".join(part for part in names if part),
        url=variant.get_absolute_url(),
        where=" · ".join(facts),
        price=prices[variant.pk].price_with_tax if sold else None,
        stock_state=state,
        stock_label=label,
    )
