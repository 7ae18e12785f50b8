"""Demo data of the catalogue: zones, tariff, shelves, brands, and goods of fictional makers.

The tables are in tools/demo/content; every step finds its rows by slug, code or SKU, so that
seeding again adds what is missing and leaves edited rows alone."""

from tools.demo.catalog.bulk import seed_many
from tools.demo.catalog.categories import seed_brands, seed_categories
from tools.demo.catalog.exports import seed_exports
from tools.demo.catalog.goods import seed_goods
from tools.demo.catalog.tariff import seed_positive_list, seed_rates
from tools.demo.catalog.zones import seed_zones
from tools.demo.exhibitors import FIRMS, seed_exhibitor


def seed(*, goods=None, stdout=None):
    """goods: None for the demo catalogue, 0 for everything but goods, N for N goods."""
    seed_zones()
    seed_rates()
    seed_positive_list()
    seed_categories()
    seed_brands()
    sellers = {firm.slug: seed_exhibitor(firm) for firm in FIRMS}
    if goods != 0:
        seed_goods(sellers, limit=goods, stdout=stdout)
    if goods:
        seed_many(sellers, goods, stdout=stdout)
    seed_exports()
