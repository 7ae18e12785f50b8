"""The demo's goods as plain sources, without database; and any number of goods like them."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from catalog.codes.countries import countries
from catalog.codes.gtin import restricted_gtin
from search.documents.source import DocumentSource, Names
from tools.demo.catalog.bulk import SERIES
from tools.demo.catalog.goods import ROUTES
from tools.demo.catalog.sizes import read_sizes
from tools.demo.content import table

START = datetime(2026, 1, 1, tzinfo=UTC)


@cache
def demo_sources() -> tuple[DocumentSource, ...]:
    """The goods of tools/demo/content/goods.csv; pk: their line."""
    return tuple(_source(n, row) for n, row in enumerate(table("goods"), start=1))


def many_sources(goods: int) -> Iterator[DocumentSource]:
    """So many goods combined from the demo's; the same number gives the same goods."""
    kinds = demo_sources()
    brands = [(source.brand, source.origin) for source in kinds]
    for pk in range(1, goods + 1):
        if pk <= len(kinds):  # the demo's own first: the judged queries are about them
            yield kinds[pk - 1]
        else:
            yield _like(pk, kinds, brands)


def _like(pk: int, kinds, brands) -> DocumentSource:
    dice = random.Random(pk)  # noqa: S311 - variety, no secret
    kind = dice.choice(kinds)
    brand, origin = dice.choice(brands) if dice.random() < 0.6 else (kind.brand, kind.origin)
    zh, en = dice.choice(SERIES)
    return replace(
        kind,
        pk=pk,
        name_zh=f"{kind.name_zh} {zh} {pk % 1000}号",
        name_en=f"{kind.name_en}, {en} no. {pk % 1000}",
        skus=(f"LOT-{pk:07}",),
        gtins=(restricted_gtin(1_000_000 + pk),),
        brand=brand,
        origin=origin,
        price=round((kind.price or 9900) * dice.randint(60, 160) / 100),
        in_stock=dice.random() < 0.85,
        sales=int(dice.paretovariate(1.2)) - 1,
        published=START + timedelta(minutes=pk),
    )


@cache
def _rows(name: str) -> dict[str, dict[str, str]]:
    """A table's rows by slug."""
    return {row["slug"]: row for row in table(name)}


def demo_brand_names() -> list[str]:
    return [name for slug in _rows("brands") for name in _brand(slug).all]


@cache
def _brand(slug: str) -> Names:
    row = _rows("brands")[slug]
    aliases = tuple(filter(None, row["aliases"].split(";")))
    return Names(slug, row["name_zh"], row["name_en"], aliases)


@cache
def _path(slug: str) -> tuple[Names, ...]:
    row = _rows("categories")[slug]
    above = _path(row["parent"]) if row["parent"] else ()
    return (*above, Names(slug, row["name_zh"], row["name_en"]))


def _source(n: int, row: dict[str, str]) -> DocumentSource:
    brand, category = _rows("brands")[row["brand"]], _rows("categories")[row["category"]]
    country, sizes = countries()[brand["origin"]], read_sizes(row["sizes"])
    _zone, mode = ROUTES[row["route"]]
    sold, shown = not row["state"], row["state"] == "display"
    return DocumentSource(
        pk=n,
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        description=(
            row["highlight_zh"],
            row["highlight_en"],
            f"{brand['about_zh']}\n\n{category['about_zh']}",
            f"{brand['about_en']}\n\n{category['about_en']}",
        ),
        specs=tuple(spec for size in sizes for spec in (size.spec_zh, size.spec_en)),
        skus=tuple(f"{brand['exhibitor'].upper()}-{n:03}-{m}" for m in range(1, len(sizes) + 1)),
        gtins=tuple(restricted_gtin(n * 10 + m) for m in range(1, len(sizes) + 1)),
        hs_codes=() if shown else (row["hs"],),
        brand=_brand(row["brand"]),
        categories=_path(row["category"]),
        origin=Names(country.alpha2, country.zh, country.en),
        modes=() if shown else (mode,),
        price=round(min(size.price for size in sizes) * 100) if sold else None,
        in_stock=sold,
        sales=(n * 7919) % 480,
        published=START + timedelta(days=n),
    )
