"""Figures as people read them: names for zones and centers, the same cells for page and CSV."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from catalog.models import Zone
from catalog.models.zone import EITHER_WAY
from centers.models import DisplayCenter
from core.files.texts import read_texts
from reports.figures import Measures
from reports.periods import NAMES


@dataclass(frozen=True)
class MeasureText:
    heading: str
    meaning: str  # what is counted (R-STAT-2: lists or orders), on which Beijing day
    basis: str  # R-STAT-1


TEXTS = read_texts(__file__, "measures.yaml")
MEASURES = {
    name: MeasureText(**texts | {"basis": TEXTS["bases"][texts["basis"]]})
    for name, texts in TEXTS["measures"].items()
}


def headings(by):
    return [str(NAMES[name]) for name in by] + [str(each.heading) for each in MEASURES.values()]


def totals(figures):
    """(text, figure) of each measure, in the order of the columns."""
    return [(text, getattr(figures.total, name)) for name, text in MEASURES.items()]


def value_names(by):
    """For each dimension a mapping from its value to the name shown."""
    names = {"mode": {value: f"{value} {label}" for value, label in EITHER_WAY.items()}}
    if "zone" in by:
        names["zone"] = {zone.pk: zone.name for zone in Zone.objects.all()}
    if "center" in by:
        names["center"] = {center.pk: center.name for center in DisplayCenter.objects.all()}
        names["center"][None] = _("Web")
    return names


def table(figures):
    """Rows of (dimension names, measures), in the order of the figures."""
    names = value_names(figures.by)
    for row in figures.rows:
        cells = [
            names.get(name, {}).get(value, value)
            for name, value in zip(figures.by, row.key, strict=True)
        ]
        yield cells, [getattr(row.measures, name) for name in MEASURES]


def by_day(figures, since, until):
    """Measures of every day from `since` to `until` for the chart; empty without days."""
    if "day" not in figures.by:
        return []
    at = figures.by.index("day")
    days = {since + timedelta(days=n): Measures() for n in range((until - since).days + 1)}
    for row in figures.rows:
        days[row.key[at]] += row.measures
    return list(days.items())
