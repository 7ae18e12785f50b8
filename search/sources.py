"""Goods as the index wants them, read from the database in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, Sum

from catalog.cards import is_sold
from catalog.codes.countries import countries
from catalog.models import Category, Product, StockRecord, Variant
from catalog.pricing import prices_of
from centers.models import Sample

from .documents import GoodsSource, Names


class GoodsReader:
    """Keeps the category tree and the countries while many batches are read."""

    def __init__(self):
        self._categories = {c.path: Names(c.slug, c.name_zh, c.name_en) for c in _categories()}
        self._origins: dict[str, Names] = {}

    def sources(self, pks: Iterable[int], version: int = 0) -> list[GoodsSource]:
        """The goods among these that are on display; six queries, however many there are."""
        products = list(
            Product.objects.on_display().filter(pk__in=pks).select_related("brand", "category")
        )
        variants = _variants([product.pk for product in products])
        every = [variant for some in variants.values() for variant in some]
        stock, centers, prices = _free_stock(every), _centers(every), prices_of(every)
        return [
            self._source(p, variants[p.pk], stock, centers[p.pk], prices, version) for p in products
        ]

    def _source(self, product, variants, stock, centers, prices, version) -> GoodsSource:
        filings = [v.filing for v in variants if hasattr(v, "filing")]
        sold = [v for v in variants if is_sold(v, prices)]
        in_stock = [v for v in sold if stock.get(v.pk, 0) > 0]
        return GoodsSource(
            pk=product.pk,
            name_zh=product.name_zh,
            name_en=product.name_en,
            description=tuple(
                getattr(product, f"{field}_{language}")
                for field in ("highlight", "description")
                for language in ("zh", "en")
            ),
            specs=unique(spec for v in variants for spec in (v.spec_zh, v.spec_en)),
            skus=unique(v.sku for v in variants),
            gtins=unique(v.gtin for v in variants),
            hs_codes=unique(f.hs_code for f in filings),
            brand=brand_names(product.brand),
            categories=self._path(product.category),
            origin=self._origin(product.origin or next((f.origin for f in filings), "")),
            modes=unique(f.mode for f in filings),
            zones=unique(f.zone.code for f in filings if f.zone),
            centers=tuple(sorted(centers)),
            price=lowest_price(in_stock or sold, prices),
            in_stock=bool(in_stock),
            sales=product.sales,
            published=product.first_published_at or product.created_at,
            version=version,
        )

    def _path(self, category) -> tuple[Names, ...]:
        step = Category.steplen
        paths = [category.path[:end] for end in range(step, len(category.path) + 1, step)]
        return tuple(self._categories[path] for path in paths if path in self._categories)

    def _origin(self, alpha2: str) -> Names:
        if alpha2 not in self._origins:
            country = countries().get(alpha2)
            names = (country.zh, country.en) if country else ("", "")
            self._origins[alpha2] = Names(alpha2, *names)
        return self._origins[alpha2]


def unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def lowest_price(variants: list[Variant], prices) -> int | None:
    """Fen with tax, as the card shows it: of what is in stock, else of what is sold at all."""
    found = [prices[variant.pk].price_with_tax for variant in variants]
    return round(min(found) * 100) if found else None


def brand_names(brand) -> Names:
    if brand is None:
        return Names("")
    aliases = tuple(str(alias) for alias in brand.aliases or ())
    return Names(brand.slug, brand.name_zh, brand.name_en, aliases, brand.pinyin)


def _categories():
    return Category.objects.only("path", "slug", "name_zh", "name_en")


def _variants(products: list[int]) -> dict[int, list[Variant]]:
    found = defaultdict(list)
    rows = Variant.objects.filter(product__in=products).select_related("filing__zone")
    for variant in rows.order_by("position", "pk"):
        found[variant.product_id].append(variant)
    return found


def _free_stock(variants: list[Variant]) -> dict[int, int]:
    """Variant → pieces that are neither sold nor reserved, over all zones."""
    rows = StockRecord.objects.filter(variant__in=[v.pk for v in variants])
    free = rows.values("variant").annotate(free=Sum(F("on_hand") - F("reserved")))
    return dict(free.values_list("variant", "free"))


def _centers(variants: list[Variant]) -> dict[int, set[str]]:
    """Product → slugs of the centers where one of its variants stands on a shelf."""
    found = defaultdict(set)
    rows = Sample.objects.filter(
        variant__in=[v.pk for v in variants], state=Sample.State.ON_DISPLAY
    )
    for product, center in rows.values_list("variant__product", "shelf__center__slug"):
        found[product].add(center)
    return found
