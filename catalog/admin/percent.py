"""Rates as people read them: they are stored as fractions."""

from decimal import Decimal

from wagtail.admin.ui.tables import Column


class PercentColumn(Column):
    def get_value(self, instance):
        return percent(super().get_value(instance))


def percent(rate: Decimal) -> str:
    """rate: a fraction; `Decimal("0.0910")` is `9.1%`."""
    return f"{(rate * 100).normalize():f}%"
