"""Figures in words: names for zones and centers, one row of cells for page and CSV alike."""

from datetime import timedelta

from django.utils.translation import gettext as _

from catalog.models import Zone
from catalog.models.zone import Mode
from centers.models import DisplayCenter
from reports.figures import Measures
from reports.periods import NAMES

MEASURES = ("orders", "goods_value", "tax", "released")


def headings(by):
    return [
        *(str(NAMES[name]) for name in by),
        _("Orders"),
        _("Goods value (yuan)"),
        _("Tax (yuan)"),
        _("Released lists"),
    ]


def names(by):
    """For each dimension a mapping from its value to the visitor's word."""
    found = {"mode": {value: f"{value} {label}" for value, label in Mode.choices}}
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
