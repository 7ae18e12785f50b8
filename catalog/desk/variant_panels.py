"""A variant as its exhibitor reads it: price, stock, trail, what customs knows, what is missing."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.admission.requirements import missing_for_sale
from catalog.codes.countries import country_name
from catalog.codes.units import unit_name
from catalog.desk.forms import PriceForm, StockForm
from catalog.models import PriceChange, StockMovement
from catalog.prices.stated import stated_price
from catalog.product_page.page import SpecRow

TRAIL = 12


@dataclass(frozen=True)
class TrailStep:
    """One change of price or stock. `text` says what, `by` who."""

    at: object
    what: str
    text: str
    by: str
    reason: str


@dataclass(frozen=True)
class VariantPanel:
    variant: object
    price_form: object
    stocks: list  # (record, form)
    missing: list  # of catalog.admission.rules.Reason
    approved_at: object
    filing: list  # of SpecRow
    trail: list  # of TrailStep, newest first

    @property
    def is_sold(self):
        """Approved, and nothing has come to bar it since."""
        return self.approved_at is not None and not self.missing


def variant_panels(product):
    variants = product.variants.select_related("filing__zone").prefetch_related("stock__zone")
    return [variant_panel(variant) for variant in variants]


def variant_panel(variant):
    filing = getattr(variant, "filing", None)
    return VariantPanel(
        variant=variant,
        price_form=PriceForm.of(variant),
        stocks=[(record, StockForm.of(record)) for record in variant.stock.all()],
        missing=missing_for_sale(variant, timezone.localdate()),
        approved_at=filing.approved_at if filing else None,
        filing=list(filed(filing)) if filing else [],
        trail=trail(variant),
    )


def filed(filing):
    """The regulated fields in words; staff alone write them (R-DOC-8)."""
    yield SpecRow(_("Customs mode"), filing.get_mode_display())
    yield SpecRow(_("Zone"), filing.zone.name if filing.zone else "")
    yield SpecRow(_("HS code"), filing.hs_code)
    yield SpecRow(_("Unit of sale"), unit_name(filing.unit))
    yield SpecRow(_("Country of origin"), country_name(filing.origin))
    yield SpecRow(_("Net weight"), grams(filing.net_weight_g))
    yield SpecRow(_("Gross weight"), grams(filing.gross_weight_g))
    yield SpecRow(_("Account book line"), filing.record_number)


def grams(weight):
    return "" if weight is None else f"{weight.normalize():f}\N{NO-BREAK SPACE}g"


def trail(variant):
    prices = PriceChange.objects.filter(variant=variant).select_related("actor")
    moves = StockMovement.objects.filter(record__variant=variant).select_related("actor")
    steps = [price_step(each) for each in prices.order_by("-at", "-pk")[:TRAIL]]
    steps += [stock_step(each) for each in moves.order_by("-at", "-pk")[:TRAIL]]
    return sorted(steps, key=lambda step: step.at, reverse=True)[:TRAIL]


def price_step(change):
    old = stated_price(change.old, change.old_currency or change.currency)
    text = f"{old} → {stated_price(change.new, change.currency)}"
    return TrailStep(change.at, _("Price"), text, name(change.actor), change.reason)


def stock_step(move):
    on_hand = f"{move.on_hand:+d}" if move.on_hand else ""
    reserved = f"({move.reserved:+d})" if move.reserved else ""
    text = " ".join(filter(None, (move.get_kind_display(), on_hand, reserved)))
    return TrailStep(move.at, _("Stock"), text, name(move.actor), move.reference)


def name(actor):
    return str(actor) if actor else ""
