"""The tariff rows in memory: a list of goods needs many rates at once, and they change by decree,
not by the minute."""

import time
from datetime import date

from django.db.models.signals import post_delete, post_save

from catalog.models import TaxRate, Variant
from catalog.tax.formula import LineRates
from catalog.tax.rates import MissingRatesError, unit_rates

CACHE_SECONDS = 60


class RateCache:
    """All tax rates by HS code, newest period first; read once a minute in each process."""

    def __init__(self):
        self._rows: dict[str, list[TaxRate]] | None = None
        self._read_at = 0.0

    def forget(self, **_):
        self._rows = None

    def find(self, hs_code: str, day: date) -> TaxRate | None:
        """The row in force on a Beijing declaration date (R-TIME-1)."""
        for row in self._all().get(hs_code, ()):
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

    def _all(self):
        now = time.monotonic()
        if self._rows is None or now - self._read_at > CACHE_SECONDS:
            rows: dict[str, list[TaxRate]] = {}
            for row in TaxRate.objects.order_by("-valid_from"):
                rows.setdefault(row.hs_code, []).append(row)
            self._rows, self._read_at = rows, now
        return self._rows


rate_cache = RateCache()
post_save.connect(rate_cache.forget, sender=TaxRate, dispatch_uid="rates_saved")
post_delete.connect(rate_cache.forget, sender=TaxRate, dispatch_uid="rates_deleted")
