"""What booths and exhibitors have in common: a firm that takes part, and where it stands.

A firm is one hit: its booth where that is live, else itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet
from wagtail.models import PageViewRestriction

from catalog.codes.countries import countries
from exhibitors.models import BoothPage, Exhibitor, Participation, StandAllocation
from exhibitors.stands import with_plan_urls
from expo.models import EditionPage, Hall, HomePage, Pavilion, Stand
from search.analysis.pinyin import other_reading
from search.analysis.tokenization import fold
from search.documents.source import DocumentSource, Names
from search.query.spelling import is_chinese

from .base import EditionReader, ResultCard


@dataclass(frozen=True)
class FirmCard(ResultCard):
    """stands: each with its plan_url and hall."""

    stands: tuple[Stand, ...] = ()
    country: str = ""


class FirmReader(EditionReader):
    tab = "firms"
    template = "search/cards/firm.html"

    def taking_part(self) -> QuerySet[Participation]:
        return Participation.objects.at(self.edition).accepted()

    def live_booths(self) -> QuerySet[BoothPage]:
        """In the first language: the other one's pages follow them."""
        booths = BoothPage.objects.live().public()
        return booths.filter(alias_of=None, participation__in=self.taking_part())

    def firm_source(
        self, participation: Participation, pk: int, zh: str, en: str, **known
    ) -> DocumentSource:
        """A firm's document; zh and en: its title, of the booth or the firm itself."""
        firm = participation.exhibitor
        return self.source_of(
            pk,
            zh,
            en,
            brand=firm_names(firm.name_zh, firm.name_en),
            skus=tuple(stand.code for stand in participation.stands()),
            categories=places(participation),
            origin=country_names(firm.country),
            exhibitor=str(firm.pk),
            **known,
        )

    def with_plans(self, participations: Iterable[Participation]) -> None:
        """Every stand with its place on the plan."""
        stands = [stand for each in participations for stand in each.stands()]
        with_plan_urls(stands, self.edition)


WITH_PLACES = StandAllocation.objects.select_related("stand__pavilion", "stand__hall")


def places(participation: Participation) -> tuple[Names, ...]:
    """Halls and pavilions in which a firm stands."""
    stands = participation.stands()
    halls = {stand.hall.pk: stand.hall for stand in stands}
    pavilions = {stand.pavilion.pk: stand.pavilion for stand in stands if stand.pavilion}
    return tuple(Names("", p.name_zh, p.name_en) for p in (*pavilions.values(), *halls.values()))


def firm_names(zh: str, en: str) -> Names:
    """Unlike brands, firms have no field for their pinyin: both readings match."""
    return Names("", zh, en, pinyin=other_reading(zh) if is_chinese(fold(zh)) else "")


def country_names(alpha2: str) -> Names:
    country = countries().get(alpha2)
    return Names(alpha2, country.zh, country.en) if country else Names("")


# -- whose changes concern a firm ----------------------------------------------------------------

_LOOKUPS: dict[type[Model], str] = {
    Exhibitor: "exhibitor",
    Participation: "pk",
    StandAllocation: "allocations",
    Stand: "allocations__stand",
    Pavilion: "allocations__stand__pavilion",
    Hall: "allocations__stand__hall",
}
_ALL = (HomePage, EditionPage, PageViewRestriction)


def _concerned(instance: Model) -> Q:
    if isinstance(instance, _ALL):
        return Q()
    if isinstance(instance, BoothPage):
        return Q(pk=instance.participation_id)
    if isinstance(instance, StandAllocation):  # it may be gone by now
        return Q(pk=instance.participation_id)
    return Q(**{_LOOKUPS[type(instance)]: instance.pk})


def concerned(instance: Model) -> QuerySet[Participation]:
    """The participations whose hits show something of the instance."""
    return Participation.objects.filter(_concerned(instance)).distinct()


WATCHED = (*_LOOKUPS, BoothPage, *_ALL)
