"""Why a good costs what it costs: the steps of its price, each with its reason in plain words."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from catalog.models import Variant
from catalog.prices.quotes import UnitPrice
from catalog.tax.formula import Basis
from catalog.tax.quote import QuotedLine


@dataclass(frozen=True, slots=True)
class PriceStep:
    """A row of `components/price_breakdown.html`: yuan and the reason."""

    label: str
    amount: Decimal
    note: str = ""


def explain(price: UnitPrice, variant: Variant) -> list[PriceStep]:
    """Goods and the three taxes of one piece (R-TAX-2…6)."""
    taxes = price.line.taxes
    return [
        PriceStep(_("Goods"), price.price),
        PriceStep(_("Customs duty"), taxes.duty, _duty_note(price)),
        PriceStep(_("Consumption tax"), taxes.consumption_tax, _consumption_note(price, variant)),
        PriceStep(_("VAT"), taxes.vat, _vat_note(price)),
    ]


def percent(rate: Decimal) -> str:
    """0.13 as "13%"."""
    return f"{(rate * 100).normalize():f}%"


def _duty_note(price: UnitPrice) -> str:
    if price.full:
        rate = percent(price.line.rates.duty)
        return _("%(rate)s in full: a single item costs over ¥%(limit)s") % {
            "rate": rate,
            "limit": f"{price.rules.per_order:,.0f}",
        }
    return _("0% within the limits of personal orders")


def _consumption_note(price: UnitPrice, variant: Variant) -> str:
    line = price.line
    test = _test_text(line, variant)
    if not line.consumption_rate and not line.rates.consumption_specific:
        return test or _("Not levied on these goods")
    rate = percent(line.consumption_rate)
    if not price.full:
        # the 70 % is taken of the tax at the very end, so it is shown as a factor (R-TAX-4)
        rate = f"{rate} × {percent(price.rules.tax_share)}"
    specific = line.rates.consumption_specific
    if specific:
        rate += " " + _("and ¥%(amount)s for its volume") % {"amount": f"{specific:.2f}"}
    return f"{test} {rate}" if test else rate


def _test_text(line: QuotedLine, variant: Variant) -> str:
    test = line.rates.value_test
    if test is None:
        return ""
    params = {
        "value": f"{line.dutiable / test.quantity:,.2f}",
        "threshold": f"{test.threshold.normalize():,f}",
        "unit": _piece(test.quantity) if test.basis is Basis.PIECE else _content_unit(variant),
    }
    if line.consumption_rate:
        return _("¥%(value)s per %(unit)s, ¥%(threshold)s and above:") % params
    return _("¥%(value)s per %(unit)s, below ¥%(threshold)s: not levied") % params


def _piece(pieces: Decimal) -> str:
    """A watch is one piece; of a box of face masks the law counts each one inside."""
    return _("piece in the pack") if pieces > 1 else _("piece")


def _content_unit(variant: Variant) -> str:
    spec = f"{variant.spec_zh} {variant.spec_en}"
    if "ml" in spec or "毫升" in spec:
        return _("ml")
    return _("g") if "克" in spec or " g" in spec else _("g or ml")


def _vat_note(price: UnitPrice) -> str:
    """The base holds the consumption tax in full (R-TAX-4)."""
    line = price.line
    base = f"{line.dutiable + line.taxes.duty:,.2f}"
    if line.rates.consumption_specific:
        base = _("price and consumption tax")
    elif line.consumption_rate:
        base = f"{base} ÷ {(1 - line.consumption_rate).normalize():f}"
    share = "" if price.full else f" × {percent(price.rules.tax_share)}"
    return f"{base} × {percent(line.rates.vat)}{share}"
