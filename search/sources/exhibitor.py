"""Firms that take part in the edition on display and have no live booth."""

from django.db.models import Prefetch
from django.urls import reverse

from exhibitors.models import Exhibitor

from .firms import WATCHED, WITH_PLACES, FirmCard, FirmReader, concerned


class ExhibitorReader(FirmReader):
    kind = "exhibitor"
    names = ("name_zh", "name_en", "slug")

    def shown(self):
        booths = self.live_booths().values("participation")
        without_booth = self.taking_part().exclude(pk__in=booths)
        return Exhibitor.objects.filter(pk__in=without_booth.values("exhibitor"))

    def sources(self, pks):
        return [
            self.firm_source(
                participation,
                exhibitor.pk,
                exhibitor.name_zh,
                exhibitor.name_en,
                description=(exhibitor.about_zh, exhibitor.about_en),
                published=exhibitor.created_at,
            )
            for exhibitor, participation in self.firms(pks)
        ]

    def firms(self, pks):
        participations = self.taking_part().filter(exhibitor__in=self.shown().filter(pk__in=pks))
        rows = participations.select_related("exhibitor").order_by("exhibitor")
        rows = rows.prefetch_related(Prefetch("allocations", WITH_PLACES))
        return [(each.exhibitor, each) for each in rows]

    def cards(self, pks):
        firms = self.firms(pks)
        self.with_plans(participation for _, participation in firms)
        return {
            exhibitor.pk: FirmCard(
                title=exhibitor.name,
                url=reverse("exhibitors:exhibitor", args=[exhibitor.slug]),
                text=exhibitor.about,
                stands=tuple(participation.stands()),
                country=exhibitor.country,
            )
            for exhibitor, participation in firms
        }

    @classmethod
    def watched(cls):
        return dict.fromkeys(WATCHED, exhibitors_of)


def exhibitors_of(instance):
    own = [instance.pk] if isinstance(instance, Exhibitor) else []
    return [*own, *concerned(instance).values_list("exhibitor", flat=True)]
