"""Shown is not for sale. A good is sold once its filing is complete and staff have approved it."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.admission.rules import ZONE_MODE, AdmissionRules, Reason, admission_cache
from catalog.codes.countries import country
from catalog.codes.hs_codes import is_hs_code
from catalog.codes.units import units
from catalog.models import Variant
from catalog.models.zone import Mode
from catalog.tax.legal_quantities import legal_fields
from catalog.tax.rate_cache import rate_cache

MESSAGES = {
    "price": _("A price above zero is required."),
    "currency": _("The price must be in yuan (CNY)."),
    "filing": _("No customs filing yet."),
    "hs_code": _("The ten-digit HS code is missing."),
    "hs_rate": _("There is no tax rate for this HS code today."),
    "unit": _("The unit of sale is missing."),
    "net_weight": _("The net weight is missing."),
    "gross_weight": _("The gross weight is missing or below the net weight."),
    "origin": _("The country of origin is missing."),
    "net_content": _("The net content in g or ml is missing; the tax depends on it."),
    "legal_quantity": _("The quantity in the statutory unit is missing."),
    "zone": _("The zone it ships from is missing."),
    "record_number": _("The line in the account book is missing; bonded goods need one."),
}


def missing_for_sale(
    variant: Variant, on: date | None = None, *, admission: AdmissionRules | None = None
) -> list[Reason]:
    """What the filing still lacks, in the order of the form, then what bars it altogether; empty
    when staff may approve it.

    Approval itself and the review of the page are not part of it. `variant.product.exhibitor` is
    read; admission: the rules of the day, if the caller has them."""
    day = on or timezone.localdate()
    rules = admission or admission_cache.on(day)
    filing = getattr(variant, "filing", None)
    reasons = [_reason(code) for code in _price_gaps(variant)]
    if filing is None:
        return [*reasons, _reason("filing")]
    reasons += [_reason(code) for code in _filing_gaps(variant, filing, day)]
    return [*reasons, *_zone_gaps(filing, rules), *rules.barriers_of_filing(variant, filing)]


def _reason(code: str) -> Reason:
    return Reason(code, MESSAGES[code])


def _price_gaps(variant):
    if not variant.price:
        yield "price"
    elif variant.currency != "CNY":
        yield "currency"


def _filing_gaps(variant, filing, day):
    rate = rate_cache.find(filing.hs_code, day)
    if not is_hs_code(filing.hs_code):
        yield "hs_code"
    elif rate is None:
        yield "hs_rate"
    if filing.unit not in units():
        yield "unit"
    if not filing.net_weight_g:
        yield "net_weight"
    if not filing.gross_weight_g or filing.gross_weight_g < (filing.net_weight_g or 0):
        yield "gross_weight"
    if country(filing.origin) is None:
        yield "origin"
    if rate is not None:
        yield from _quantity_gaps(variant, filing, rate, day)


def _quantity_gaps(variant, filing, rate, day):
    if rate_cache.rates_of(variant, filing.hs_code, day) is None:
        yield "net_content"
    # a unit without its quantity: CEB311 and CEB621 are rejected as a whole for that
    legal = legal_fields(variant, filing, rate)
    lacking = any(legal[f"legal_unit_{n}"] and not legal[f"legal_quantity_{n}"] for n in (1, 2))
    if lacking and filing.net_weight_g:
        yield "legal_quantity"


def _zone_gaps(filing, rules):
    if filing.zone_id is None:
        yield _reason("zone")
    elif not rules.allows_mode(filing):
        yield ZONE_MODE
    # 1210 writes the parcel off the zone's account book, line by line (itemRecordNo)
    if filing.mode == Mode.BONDED and not filing.record_number:
        yield _reason("record_number")
