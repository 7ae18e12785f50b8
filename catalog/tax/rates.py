"""From a filing and the tariff's rates to the rates of one sales unit (R-TAX-5…7)."""

from datetime import date
from decimal import Decimal

from catalog.models import TaxRate, Variant
from catalog.tax.formula import Basis, LineRates, ValueTest
from catalog.tax.quote_json import UnknownSkuError

ML_PER_LITRE = Decimal(1000)


class MissingRatesError(UnknownSkuError):
    """The tax of a good can't be computed yet; the message says what its filing lacks."""


def rates_by_sku(sku: str, on: date) -> LineRates:
    """Rates of one sales unit, read from the catalogue. Raises UnknownSkuError,
    MissingRatesError."""
    variant = Variant.objects.select_related("filing").filter(sku=sku).first()
    if variant is None:
        raise UnknownSkuError(f"the catalogue has no SKU {sku[:40]!r}")
    filing = getattr(variant, "filing", None)
    if filing is None or not filing.hs_code:
        raise MissingRatesError(f"SKU {sku} has no HS code")
    rate = TaxRate.objects.for_code(filing.hs_code, on=on)
    if rate is None:
        raise MissingRatesError(f"HS code {filing.hs_code} has no rate for {on.isoformat()}")
    return unit_rates(variant, rate)


def unit_rates(variant: Variant, rate: TaxRate) -> LineRates:
    """Rates of one sales unit of `variant` under a row of the tariff. Looks nothing up.

    Raises MissingRatesError where the row needs a net content that the variant lacks.
    """
    return LineRates(
        vat=rate.vat,
        consumption=rate.consumption,
        consumption_specific=_specific(variant, rate),
        duty=rate.duty,
        value_test=_value_test(variant, rate),
    )


def _specific(variant: Variant, rate: TaxRate) -> Decimal:
    """Specific rates are yuan per litre (spirits, beer, rice wine); net content is in ml."""
    if not rate.specific:
        return Decimal(0)
    # per litre in the tariff, millilitres on the variant
    return rate.specific * _content(variant) / ML_PER_LITRE


def _value_test(variant: Variant, rate: TaxRate) -> ValueTest | None:
    """Which of the two thresholds measures this good, where its code knows both.

    What is sold by the sheet is measured by the sheet: a box of ten masks is 10 (R-TAX-7), at 15
    yuan each, even though it has its millilitres, at 10 yuan each, too (R-TAX-6).
    """
    by_content, by_piece = rate.threshold_per_g_or_ml, rate.threshold_per_piece
    if by_piece is not None and (
        by_content is None or variant.pieces > 1 or not variant.net_content
    ):
        return ValueTest(Basis.PIECE, Decimal(variant.pieces), by_piece, rate.consumption)
    if by_content is not None:
        return ValueTest(Basis.G_OR_ML, _content(variant), by_content, rate.consumption)
    return None


def _content(variant: Variant) -> Decimal:
    if not variant.net_content:
        raise MissingRatesError(
            f"SKU {variant.sku} has no net content, which decides its consumption tax"
        )
    return variant.net_content
