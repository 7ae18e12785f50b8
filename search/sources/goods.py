"""Goods as the index wants them, read from the database in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache

from django.db.models import F, Sum

from catalog.availability import is_sold
from catalog.codes.countries import countries
from catalog.models import Brand, Category, Filing, Product, StockRecord, Variant
from catalog.prices.quotes import unit_prices
from centers.models import DisplayCenter, Sample
from search.documents.source import DocumentSource, Names

from .base import SourceReader, itself

COLUMNS = (
    "pk", "name_zh", "name_en", "highlight_zh", "highlight_en", "description_zh", "description_en",
    "brand_id", "exhibitor_id", "category__path", "origin", "sales", "first_published_at",
    "created_at", "picture_id",
)  # fmt: skip
VARIANT_FIELDS = (
    "product_id", "sku", "gtin", "spec_zh", "spec_en", "net_content", "pieces", "price", "currency",
    "filing__hs_code", "filing__mode", "filing__origin", "filing__approved_at",
    "product__exhibitor__country", "product__exhibitor__agent_code",
    "product__exhibitor__agent_name", "product__exhibitor__agent_until",
)  # fmt: skip


class GoodsReader(SourceReader):
    """Keeps categories and brands while many batches are read."""

    kind = tab = "goods"
    names = ("name_zh", "name_en", "brand__name_zh", "brand__name_en", "variants__sku")

    def __init__(self):
        self._brands: dict[int | None, Names] = {None: Names("")}

    @cached_property
    def _categories(self) -> dict[str, Names]:
        categories = Category.objects.only("path", "slug", "name_zh", "name_en")
        return {c.path: Names(c.slug, c.name_zh, c.name_en) for c in categories}

    def shown(self):
        return Product.objects.on_display()

    def sources(self, pks: Iterable[int]) -> list[DocumentSource]:
        """The goods among these that are on display; five queries, however many there are."""
        rows = self.shown().filter(pk__in=pks).order_by("pk").values(*COLUMNS)
        products = list(rows)
        self._learn_brands({row["brand_id"] for row in products})
        variants = _variants([row["pk"] for row in products])
        every = [variant for some in variants.values() for variant in some]
        stock, centers, prices = _free_stock(every), _centers(every), unit_prices(every)
        return [
            self._source(row, variants[row["pk"]], stock, centers[row["pk"]], prices)
            for row in products
        ]

    @classmethod
    def watched(cls):
        return {
            Product: itself,
            Variant: lambda variant: [variant.product_id],
            Filing: _of_variant,
            Sample: _of_variant,
            Brand: lambda brand: _pks(brand=brand.pk),
            # a category's name stands in the goods of all below it
            Category: lambda category: _pks(category__path__startswith=category.path),
            DisplayCenter: lambda center: _pks(variants__samples__shelf__center=center.pk),
        }

    def _learn_brands(self, pks: set) -> None:
        if unknown := pks - self._brands.keys():
            for brand in Brand.objects.filter(pk__in=unknown):
                self._brands[brand.pk] = brand_names(brand)

    def _source(self, row, variants, stock, centers, prices) -> DocumentSource:
        filings = [v.filing for v in variants if hasattr(v, "filing")]
        sold = [v for v in variants if is_sold(v, prices)]
        in_stock = [v for v in sold if stock.get(v.pk, 0) > 0]
        return DocumentSource(
            pk=row["pk"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            description=tuple(row[name] for name in COLUMNS[3:7]),
            specs=unique(spec for v in variants for spec in (v.spec_zh, v.spec_en)),
            skus=unique(v.sku for v in variants),
            gtins=unique(v.gtin for v in variants),
            hs_codes=unique(f.hs_code for f in filings),
            brand=self._brands[row["brand_id"]],
            categories=self._path(row["category__path"]),
            origin=_origin(row["origin"] or next((f.origin for f in filings), "")),
            modes=unique(f.mode for f in filings),
            centers=tuple(sorted(centers)),
            price=lowest_price(in_stock or sold, prices),
            has_picture=row["picture_id"] is not None,
            in_stock=bool(in_stock),
            sales=row["sales"],
            exhibitor=str(row["exhibitor_id"]),
            published=row["first_published_at"] or row["created_at"],
        )

    def _path(self, path: str) -> tuple[Names, ...]:
        step = Category.steplen
        paths = [path[:end] for end in range(step, len(path) + 1, step)]
        return tuple(self._categories[path] for path in paths if path in self._categories)


@lru_cache
def _origin(alpha2: str) -> Names:
    country = countries().get(alpha2)
    return Names(alpha2, country.zh, country.en) if country else Names(alpha2)


def _pks(**where) -> Iterable[int]:
    return Product.objects.filter(**where).values_list("pk", flat=True)


def _of_variant(instance) -> Iterable[int]:
    return Variant.objects.filter(pk=instance.variant_id).values_list("product", flat=True)


def unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def lowest_price(variants: list[Variant], prices) -> int | None:
    """Fen with tax, as the card shows it: of what is in stock, else of what is sold at all."""
    amounts = [prices[variant.pk].price_with_tax for variant in variants]
    return round(min(amounts) * 100) if amounts else None


def brand_names(brand) -> Names:
    aliases = tuple(str(alias) for alias in brand.aliases or ())
    return Names(brand.slug, brand.name_zh, brand.name_en, aliases, brand.pinyin)


def _variants(products: list[int]) -> dict[int, list[Variant]]:
    variants = defaultdict(list)
    rows = Variant.objects.filter(product__in=products).select_related(
        "filing", "product__exhibitor"
    )
    for variant in rows.only(*VARIANT_FIELDS).order_by("position", "pk"):
        variants[variant.product_id].append(variant)
    return variants


def _free_stock(variants: list[Variant]) -> dict[int, int]:
    """Variant → pieces that are neither sold nor reserved, over all zones."""
    rows = StockRecord.objects.filter(variant__in=[v.pk for v in variants])
    free = rows.values("variant").annotate(free=Sum(F("on_hand") - F("reserved")))
    return dict(free.values_list("variant", "free"))


def _centers(variants: list[Variant]) -> dict[int, set[str]]:
    """Product → slugs of the centers where one of its variants stands on a shelf."""
    centers = defaultdict(set)
    rows = Sample.objects.filter(
        variant__in=[v.pk for v in variants], state=Sample.State.ON_DISPLAY
    )
    for product, center in rows.values_list("variant__product", "shelf__center__slug"):
        centers[product].add(center)
    return centers
