"""The product page as it was when a line was ordered, read from its snapshot (R-PLAT-7)."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from catalog.codes.countries import country_name
from catalog.product_page.risk_notice import risk_notice_of
from core.language import speaks_chinese


@dataclass(frozen=True, slots=True)
class PurchasedPage:
    digest: str
    taken_at: datetime
    highlight: str
    description: str
    rows: list[tuple[str, str]] = field(default_factory=list)
    notice: tuple[str, ...] = ()


def purchased_page(line):
    """What the page said about `line`, in the reader's language; None without a snapshot."""
    if line.snapshot is None:
        return None
    content = line.snapshot.content
    return PurchasedPage(
        digest=line.snapshot.digest,
        taken_at=line.snapshot.taken_at,
        highlight=_localized(content, "highlight"),
        description=_localized(content, "description"),
        rows=[(term, value) for term, value in _rows(content, line.sku) if value],
        notice=_notice(content),
    )


def _rows(content, sku):
    variant: dict = next((row for row in content.get("variants", []) if row.get("sku") == sku), {})
    filing = variant.get("filing", {})
    yield _("Seller"), _localized(content.get("seller", {}), "name")
    yield _("Brand"), _localized(content.get("brand", {}), "name")
    yield _("Specification"), _localized(variant, "spec")
    yield "SKU", variant.get("sku", "")
    yield "GTIN", variant.get("gtin", "")
    yield _("Country of origin"), country_name(filing.get("origin") or content.get("origin", ""))
    yield _("HS code"), filing.get("hs_code", "")
    yield _("Price before tax"), _yuan(variant.get("price"))
    yield _("Tax"), _yuan(variant.get("tax"))
    yield _("Price with tax"), _yuan(variant.get("price_with_tax"))


def _yuan(amount):
    return f"¥{Decimal(amount):,.2f}" if amount else ""


def _localized(content, name):
    zh, en = content.get(f"{name}_zh", ""), content.get(f"{name}_en", "")
    return (zh or en) if speaks_chinese() else (en or zh)


def _notice(content):
    """The points of that day's risk notice."""
    notice = risk_notice_of(content.get("risk_notice", {}).get("version"))
    if notice is None:
        return ()
    return (notice.zh if speaks_chinese() else notice.en)[1:]
