"""The demo catalogue: what stands in goods.csv, with prices, filings, stock and pictures."""

from decimal import Decimal

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Collection

from catalog.actions.new_goods import NewProduct, NewVariant, create_goods
from catalog.codes.gtin import restricted_gtin
from catalog.models import Brand, Category, Filing, Product, Variant, Zone
from catalog.models.product import ReturnPolicy
from catalog.tax.legal_quantities import legal_fields
from catalog.tax.rate_cache import rate_cache
from tools.demo.catalog.pictures import gallery, pictures_for
from tools.demo.catalog.sizes import Size, read_sizes
from tools.demo.content import table

ROUTES = {"b": ("hn-bonded", "1210"), "z": ("xz-zone", "1210"), "d": ("xz-air", "9610")}
REFERENCE = "期初 · opening"
# R-SEVEN-2: once opened they are no longer clean or sound
CONFIRMED_SHELVES = {"infant-formula", "masks", "make-up", "perfume", "oral-care"}


class DemoLookups:
    """What every good of the demo refers to, looked up once."""

    def __init__(self, sellers):
        self.sellers = sellers
        self.brand_rows = {row["slug"]: row for row in table("brands")}
        self.category_rows = {row["slug"]: row for row in table("categories")}
        self.brands = {brand.slug: brand for brand in Brand.objects.all()}
        self.categories = {category.slug: category for category in Category.objects.all()}
        self.zones = {zone.code: zone for zone in Zone.objects.all()}
        self.collection = Collection.get_first_root_node()
        self.today, self.now = timezone.localdate(), timezone.now()


def seed_goods(sellers, *, limit=None, stdout=None):
    """The demo's own goods, or the first `limit` of them."""
    lookups = DemoLookups(sellers)
    rows = table("goods")[:limit]
    known = set(Product.objects.values_list("slug", flat=True))
    wanted = [(n, row) for n, row in enumerate(rows, start=1) if _slug(row) not in known]
    pictures = pictures_for([row for _, row in wanted], lookups)
    create_goods(
        [_good(n, row, lookups, gallery(row, pictures)) for n, row in wanted], reference=REFERENCE
    )


def _slug(row):
    return slugify(f"{row['brand']} {row['name_en']}")[:110]


def _good(n, row, lookups, pictures):
    brand = lookups.brand_rows[row["brand"]]
    category = lookups.category_rows[row["category"]]
    product = make_product(
        row,
        row["brand"],
        lookups,
        slug=_slug(row),
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        description_zh=f"{brand['about_zh']}\n\n{category['about_zh']}",
        description_en=f"{brand['about_en']}\n\n{category['about_en']}",
        picture=pictures[0] if pictures else None,
        sales=(n * 7919) % 480,  # a prime, so that neighbours differ and every seeding is alike
    )
    sizes = read_sizes(row["sizes"])
    return NewProduct(
        product,
        [_variant(n, m, size, row, brand, lookups) for m, size in enumerate(sizes, start=1)],
        pictures[1:],
    )


def make_product(row, brand, lookups, **fields):
    """A good like the row's, of the brand with that slug."""
    brand_row = lookups.brand_rows[brand]
    confirmed = row["category"] in CONFIRMED_SHELVES
    return Product(
        exhibitor=lookups.sellers[brand_row["exhibitor"]],
        category=lookups.categories[row["category"]],
        brand=lookups.brands[brand],
        origin=brand_row["origin"],
        highlight_zh=row["highlight_zh"],
        highlight_en=row["highlight_en"],
        return_policy=ReturnPolicy.CONFIRMED if confirmed else ReturnPolicy.SEVEN_DAY,
        live=True,
        **fields,
    )


def make_variant(size: Size, **fields):
    return Variant(
        spec_zh=size.spec_zh,
        spec_en=size.spec_en,
        net_content=size.net_content,
        pieces=size.pieces,
        **fields,
    )


def _variant(n, m, size: Size, row, brand, lookups):
    state = row["state"]
    zone_code, mode = ROUTES[row["route"]]
    variant = make_variant(
        size,
        sku=f"{brand['exhibitor'].upper()}-{n:03}-{m}",
        gtin=restricted_gtin(n * 10 + m),  # for use within a company: nobody's real goods
        price=None if state == "display" else size.price,
        currency="JPY" if state == "jpy" else "CNY",
        position=m,
    )
    if state == "display":
        return NewVariant(variant)
    zone = lookups.zones[zone_code]
    filing = make_filing(variant, size, row["hs"], mode, zone, brand, lookups)
    # goods that may not be sold, for the clerk to see why: no number in the account book, a price
    # in yen, no approval
    if state == "noline":
        filing.record_number = ""
    if state:
        filing.approved_at = None
    return NewVariant(variant, filing, {zone: stock_of(n, m)})


def make_filing(variant, size: Size, hs_code, mode, zone, brand, lookups):
    filing = Filing(
        mode=mode,
        zone=zone,
        hs_code=hs_code,
        unit=size.unit,
        origin=brand["origin"],
        net_weight_g=size.net_weight_g,
        # customs rejects a gross weight under the net one
        gross_weight_g=(size.net_weight_g * Decimal("1.18")).quantize(Decimal(1)) + 20,
        model_zh=f"品牌:{brand['name_zh']}|规格:{size.spec_zh}",
        record_number=f"{variant.sku.replace('-', '')}" if mode == "1210" else "",
        approved_at=lookups.now,
    )
    rate = rate_cache.find(hs_code, lookups.today)
    for name, value in legal_fields(variant, filing, rate).items():
        setattr(filing, name, value)
    return filing


def stock_of(n, m):
    """Mostly plenty; some nearly gone, a few sold out."""
    turn = (n * 31 + m * 17) % 40
    if turn == 0:
        return 0
    return turn if turn < 5 else 40 + turn * 11
