"""A stored page shown again, in the reader's language."""

from decimal import Decimal

from django.utils.translation import gettext as _

from catalog.codes.countries import country_name
from catalog.models import ProductSnapshot
from catalog.prices.stated import YUAN, stated_price
from catalog.product_page.page import SpecRow
from core.language import in_visitors_language


def page_as_bought(snapshot: ProductSnapshot) -> dict:
    """For its template, out of a content of `catalog.product_page.snapshots`."""
    content = snapshot.content
    rows = [
        SpecRow(_("Brand"), _text(content["brand"], "name")),
        SpecRow(_("Seller"), _text(content["seller"], "name")),
        SpecRow(_("Country of origin"), country_name(content["origin"])),
    ]
    return {
        **{name: _text(content, name) for name in ("name", "highlight", "description")},
        "rows": [row for row in rows if row.value],
        "variants": [
            each | {"spec": _text(each, "spec"), "foreign": _foreign(each)}
            for each in content["variants"]
        ],
        "taken_at": snapshot.taken_at,
        "digest": snapshot.digest,
        "product": snapshot.product,
    }


def _foreign(variant: dict) -> str:
    """The price of a size that was not sold in yuan; empty for all others."""
    currency, price = variant.get("currency", YUAN), variant["price"]
    return stated_price(Decimal(price), currency) if price and currency != YUAN else ""


def _text(row: dict, name: str) -> str:
    # never empty where either language has something: it is evidence
    return in_visitors_language(row.get(f"{name}_zh", ""), row.get(f"{name}_en", ""))
