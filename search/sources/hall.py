"""Halls of the edition on display, each with its plan."""

from django.utils.translation import gettext as _

from expo.models import Hall
from search.documents.source import Names

from .base import EditionReader, ResultCard, itself, when_edition_changes

FLOOR_PLAN = Names("", "展馆 平面图", "Hall floor plan")


class HallReader(EditionReader):
    kind, tab = "hall", "pages"
    template = "search/cards/page.html"
    names = ("name_zh", "name_en")

    def shown(self):
        return Hall.objects.filter(edition=self.edition)

    def sources(self, pks):
        return [
            self.source_of(hall.pk, hall.name_zh, hall.name_en, categories=(FLOOR_PLAN,))
            for hall in self.shown().filter(pk__in=pks)
        ]

    def cards(self, pks):
        page = self.edition.localized if self.edition else None
        return {
            hall.pk: ResultCard(
                title=hall.name, url=page.hall_url(hall), text=page.title, label=_("Floor plan")
            )
            for hall in self.shown().filter(pk__in=pks)
        }

    @classmethod
    def watched(cls):
        return {Hall: itself} | when_edition_changes(Hall)
