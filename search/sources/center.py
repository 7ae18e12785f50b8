"""Display centers: where goods can be seen."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from centers.models import DisplayCenter
from search.documents.source import Names

from .base import ResultCard, SourceReader, itself


@dataclass(frozen=True)
class CenterResultCard(ResultCard):
    open: bool = False
    hours_label: str = ""


class CenterReader(SourceReader):
    kind, tab = "center", "pages"
    template = "search/cards/center.html"
    names = ("name_zh", "name_en", "address_zh", "address_en")

    def shown(self):
        return DisplayCenter.objects.all()

    def sources(self, pks):
        return [
            self.source_of(
                center.pk,
                center.name_zh,
                center.name_en,
                categories=(
                    Names("", center.address_zh, center.address_en),
                    Names("", center.spot_zh, center.spot_en),
                    Names("", "展示中心", "Display center"),
                ),
                description=(center.directions_zh, center.directions_en),
            )
            for center in self.shown().filter(pk__in=pks)
        ]

    def cards(self, pks):
        now, cards = timezone.now(), {}
        for center in self.shown().filter(pk__in=pks).with_hours():
            state = center.open_now(now)
            cards[center.pk] = CenterResultCard(
                title=center.name,
                url=center.get_absolute_url(),
                text=" · ".join(part for part in (center.spot, center.address) if part),
                body=center.directions,
                label=_("Display center"),
                open=state.open,
                hours_label=state.label,
            )
        return cards

    @classmethod
    def watched(cls):
        return {DisplayCenter: itself}
