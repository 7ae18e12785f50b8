"""Figures in words: names for zones and centers, one row of cells for page and CSV alike."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from catalog.models import Zone
from catalog.models.zone import EITHER_WAY
from centers.models import DisplayCenter
from reports.figures import Measures
from reports.periods import NAMES


@dataclass(frozen=True)
class Words:
    heading: str
    meaning: str  # what is counted (R-STAT-2: lists or orders), on which Beijing day
    basis: str  # R-STAT-1


OURS = _("this platform's own orders")
CUSTOMS = _("customs' lists")
MEASURES = {
    "orders": Words(_("Orders"), _("Orders paid, on the day the money arrived."), OURS),
    "goods_value": Words(
        _("Goods value (yuan)"),
        _("What the goods of these orders cost, without freight and tax."),
        OURS,
    ),
    "tax": Words(
        _("Tax charged (yuan)"),
        _("Tax that buyers paid with these orders: our estimate, until customs' bill comes."),
        OURS,
    ),
    "released": Words(
        _("Released lists"), _("Lists that customs released, on the day of status 800."), CUSTOMS
    ),
    "tax_billed": Words(
        _("Tax billed (yuan)"),
        _("Customs' tax bills for the lists released on the day; void ones are left out."),
        CUSTOMS,
    ),
    "tax_difference": Words(
        _("Billed less charged (yuan)"),
        _("These bills less what we had estimated for the same lists."),
        CUSTOMS,
    ),
    "cancelled": Words(
        _("Cancelled"), _("Paid orders that were cancelled, on the day of it."), OURS
    ),
    "refunded": Words(
        _("Refunded (yuan)"),
        _("Money back at the buyers, on the day it went; it is not taken off the goods value."),
        OURS,
    ),
    "returned": Words(
        _("Returns"), _("Parcels sent back, whole or in part, on the day they arrived."), OURS
    ),
}


def headings(by):
    return [str(NAMES[name]) for name in by] + [str(each.heading) for each in MEASURES.values()]


def totals(found):
    """(words, figure) of each measure, in the order of the columns."""
    return [(words, getattr(found.total, name)) for name, words in MEASURES.items()]


def names(by):
    """For each dimension a mapping from its value to the visitor's word."""
    found = {"mode": {value: f"{value} {label}" for value, label in EITHER_WAY.items()}}
    if "zone" in by:
        found["zone"] = {zone.pk: zone.name for zone in Zone.objects.all()}
    if "center" in by:
        found["center"] = {center.pk: center.name for center in DisplayCenter.objects.all()}
        found["center"][None] = _("Web")
    return found


def table(found):
    """Rows of (dimension words, measures), in the order of the figures."""
    words = names(found.by)
    for row in found.rows:
        cells = [
            words.get(name, {}).get(value, value)
            for name, value in zip(found.by, row.key, strict=True)
        ]
        yield cells, [getattr(row.measures, name) for name in MEASURES]


def by_day(found, since, until):
    """Measures of every day from `since` to `until` for the chart; empty without days."""
    if "day" not in found.by:
        return []
    at = found.by.index("day")
    days = {since + timedelta(days=n): Measures() for n in range((until - since).days + 1)}
    for row in found.rows:
        days[row.key[at]] += row.measures
    return list(days.items())
