"""The tariff rows in memory: a list of goods needs many rates at once, and they change by decree,
not by the minute."""

from datetime import date

from catalog.models import TaxRate, Variant
from catalog.tax.formula import LineRates
from catalog.tax.rates import MissingRatesError, unit_rates
from core.minute_cache import MinuteCache


class RateCache(MinuteCache[dict[str, list[TaxRate]]]):
    """All tax rates by HS code, newest period first."""

    def find(self, hs_code: str, day: date) -> TaxRate | None:
        """The row in force on a Beijing declaration date (R-TIME-1)."""
        for row in self.get().get(hs_code, ()):
            if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to):
                return row
        return None

    def rates_of(self, variant: Variant, hs_code: str, day: date) -> LineRates | None:
        """Rates of one sales unit; None without a row, or where a content that decides the
        consumption tax is missing."""
        row = self.find(hs_code, day)
        try:
            return unit_rates(variant, row) if row else None
        except MissingRatesError:
            return None


def _read_rates() -> dict[str, list[TaxRate]]:
    rows: dict[str, list[TaxRate]] = {}
    for row in TaxRate.objects.order_by("-valid_from"):
        rows.setdefault(row.hs_code, []).append(row)
    return rows


rate_cache = RateCache(_read_rates, TaxRate)
