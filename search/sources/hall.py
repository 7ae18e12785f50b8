"""Halls of the edition on display, each with its plan."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from expo.models import Hall
from search.documents.source import DocumentSource, Names

from .base import ResultCard, itself, language_of
from .edition import EditionReader, when_edition_changes


@dataclass(frozen=True)
class HallCard(ResultCard):
    label: str = ""


class HallReader(EditionReader):
    kind, tab = "hall", "pages"
    template = "search/cards/page.html"
    names = ("name_zh", "name_en")

    def shown(self):
        return Hall.objects.filter(edition=self.edition)

    def sources(self, pks):
        return [
            DocumentSource(
                kind=self.kind,
                tab=self.tab,
                pk=hall.pk,
                name_zh=hall.name_zh,
                name_en=hall.name_en,
                language=language_of(hall.name_zh, hall.name_en),
                categories=(Names("", "展馆 平面图", "Hall floor plan"),),
            )
            for hall in self.shown().filter(pk__in=pks)
        ]

    def cards(self, pks):
        page = self.edition.localized if self.edition else None
        return {
            hall.pk: HallCard(
                title=hall.name, url=page.hall_url(hall), text=page.title, label=_("Floor plan")
            )
            for hall in self.shown().filter(pk__in=pks)
        }

    @classmethod
    def watched(cls):
        return {Hall: itself} | when_edition_changes(Hall)
