"""Live booths at the edition on display."""

from django.db.models import Prefetch
from wagtail.models import Locale

from exhibitors.models import BoothPage

from .firms import WATCHED, WITH_PLACES, FirmCard, FirmReader, concerned


class BoothReader(FirmReader):
    kind = "booth"
    names = (
        "title",
        "title_en",
        "participation__exhibitor__name_zh",
        "participation__exhibitor__name_en",
        "participation__allocations__stand__code",
    )

    def shown(self):
        return self.live_booths()

    def sources(self, pks):
        return [
            self.firm_source(
                booth.participation,
                booth.pk,
                booth.title,
                booth.title_en,
                description=(booth.slogan_zh, booth.slogan_en, booth.intro_zh, booth.intro_en),
                published=booth.first_published_at,
            )
            for booth in self.booths(pks)
        ]

    def booths(self, pks):
        booths = self.shown().filter(pk__in=pks).order_by("pk")
        booths = booths.select_related("participation__exhibitor", "locale")
        return booths.prefetch_related(Prefetch("participation__allocations", WITH_PLACES))

    def cards(self, pks):
        booths = list(self.booths(pks))
        translations = own_language(booths)
        self.with_plans(booth.participation for booth in booths)
        return {
            booth.pk: FirmCard(
                title=booth.name,
                url=translations.get(booth.participation_id, booth).url or "",
                text=booth.slogan,
                body=booth.intro,
                stands=tuple(booth.participation.stands()),
                country=booth.exhibitor.country,
            )
            for booth in booths
        }

    @classmethod
    def watched(cls):
        return dict.fromkeys(WATCHED, booths_of)


def own_language(booths):
    """The pages that follow these in the visitor's language, by participation."""
    pages = BoothPage.objects.live().filter(
        participation__in=[booth.participation_id for booth in booths], locale=Locale.get_active()
    )
    return {page.participation_id: page for page in pages.select_related("locale")}


def booths_of(instance):
    booths = BoothPage.objects.filter(alias_of=None, participation__in=concerned(instance))
    deleted = [instance.pk] if isinstance(instance, BoothPage) else []
    return [*deleted, *booths.values_list("pk", flat=True)]
