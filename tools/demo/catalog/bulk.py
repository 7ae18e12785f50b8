"""A big catalogue for trials: goods combined from the demo's own brands, names and sizes."""

import random

from django.utils.text import slugify

from catalog.actions.new_goods import NewProduct, NewVariant, create_goods
from catalog.codes.gtin import restricted_gtin
from catalog.models import Product
from tools.demo.catalog.goods import ROUTES, DemoLookups, make_filing, make_product, make_variant
from tools.demo.catalog.sizes import Size, read_sizes
from tools.demo.content import table

BATCH = 1000
SERIES = [(row["zh"], row["en"]) for row in table("series")]


def seed_many(sellers, goods, *, stdout=None):
    """Fill the catalogue up to `goods` products; the same numbers give the same goods."""
    have = Product.objects.count()
    taken = set(Product.objects.filter(slug__startswith="lot-").values_list("slug", flat=True))
    lookups = DemoLookups(sellers)
    rows = [row for row in table("goods") if row["state"] == ""]
    pictures = _pictures_by_art(rows)
    batch, n = [], 0
    while have + len(batch) < goods:
        n += 1  # also of goods that are there already: a number stands for one good
        good = _good(n, rows, lookups, pictures)
        if good.product.slug in taken:
            continue
        batch.append(good)
        if len(batch) == BATCH:
            create_goods(batch, reference="demo trial stock")
            have, batch = have + len(batch), []
            if stdout and have % 5000 == 0:
                stdout.write(f"  {have} goods")
    create_goods(batch, reference="demo trial stock")


def _good(n, rows, lookups, pictures):
    dice = random.Random(n)  # noqa: S311 - variety, no secret
    row, other = dice.choice(rows), dice.choice(rows)
    brand_slug = other["brand"] if dice.random() < 0.6 else row["brand"]
    brand = lookups.brand_rows[brand_slug]
    series_zh, series_en = dice.choice(SERIES)
    number = n % 1000
    product = make_product(
        row,
        brand_slug,
        lookups,
        slug=f"lot-{n}-" + slugify(row["name_en"])[:80],
        name_zh=f"{row['name_zh']} {series_zh} {number}号",
        name_en=f"{row['name_en']}, {series_en} no. {number}",
        description_zh=f"{row['highlight_zh']}。{brand['about_zh']}",
        description_en=f"{row['highlight_en']}. {brand['about_en']}",
        picture=pictures.get((row["art"], row["category"])),
        sales=int(dice.paretovariate(1.2)) - 1,  # few goods sell much, as in a real shop
    )
    size = dice.choice(read_sizes(row["sizes"]))
    return NewProduct(product, [_variant(n, size, row, brand, lookups, dice)])


def _variant(n, size: Size, row, brand, lookups, dice):
    zone_code, mode = ROUTES[row["route"]]
    zone = lookups.zones[zone_code]
    variant = make_variant(
        size,
        sku=f"LOT-{n:07}",
        gtin=restricted_gtin(1_000_000 + n),
        price=round(size.price * dice.randint(60, 160) / 100, 2),
    )
    filing = make_filing(variant, size, row["hs"], mode, zone, brand, lookups)
    return NewVariant(variant, filing, {zone: dice.choice((0, 3, 20, 80, 200, 500))})


def _pictures_by_art(rows):
    """Pictures of the demo's own goods, to be shown again: by art and category."""
    shown = {
        (product.name_en, product.category.slug): product.picture
        for product in Product.objects.exclude(picture=None).select_related("picture", "category")
    }
    return {
        (row["art"], row["category"]): shown.get((row["name_en"], row["category"])) for row in rows
    }
