"""Who stands where, for the plans of the halls (the hook `stand_occupants`)."""

from django.db.models import Count, F, Q
from django.utils.translation import get_language
from wagtail.models import Page

from core.language import in_visitors_language
from exhibitors.firm_fields import country_choices
from exhibitors.models import (
    BoothPage,
    Exhibitor,
    FeaturedGood,
    Participation,
    StandAllocation,
)
from expo.halls import plans
from expo.halls.floor_plan import Occupant

FEATURED = 3  # goods on a stand's card


def of_stands(stands):
    """{stand pk: [Occupant]} of accepted exhibitors, in a fixed number of queries; booths in the
    language of the visitor."""
    allocations = (
        StandAllocation.objects.filter(
            stand__in=stands, participation__state=Participation.State.ACCEPTED
        )
        .select_related("participation__exhibitor")
        .annotate(edition_starts_on=F("participation__edition__starts_on"))
        # on a shared stand the first to come is named first
        .order_by("allotted_at", "pk")
    )
    allocations = list(allocations)
    if not allocations:
        return {}
    booths = booths_of({each.participation_id for each in allocations})
    figures = figures_of(
        {each.participation.exhibitor_id for each in allocations},
        until=max(each.edition_starts_on for each in allocations),
    )
    countries = dict(country_choices())
    occupants = {}
    for each in allocations:
        exhibitor = each.participation.exhibitor
        goods, times = figures[exhibitor.pk]
        occupant = Occupant(
            exhibitor.name,
            country=exhibitor.country,
            country_name=countries.get(exhibitor.country, ""),
            exhibitor=exhibitor.pk,
            names=(exhibitor.name_zh, exhibitor.name_en),
            goods=goods,
            times=times,
            is_verified=exhibitor.is_verified(),
            **booths.get(each.participation_id, {}),
        )
        occupants.setdefault(each.stand_id, []).append(occupant)
    return occupants


def booths_of(participation_pks):
    """{participation pk: url, slogan and featured goods of its booth} of the live ones."""
    live = BoothPage.objects.live().filter(
        participation__in=participation_pks, locale__language_code=get_language()
    )
    rows = list(live.values("pk", "participation", "url_path", "slogan_zh", "slogan_en"))
    featured = featured_on([row["pk"] for row in rows])
    return {
        row["participation"]: {
            # a page's address follows from its path in the tree alone
            "url": Page(url_path=row["url_path"]).url or "",
            "slogan": in_visitors_language(row["slogan_zh"], row["slogan_en"]),
            "featured": tuple(featured.get(row["pk"], ())[:FEATURED]),
        }
        for row in rows
    }


def featured_on(booth_pks):
    featured = {}
    rows = FeaturedGood.objects.filter(page__in=booth_pks, product__live=True)
    for page, product in rows.order_by("sort_order").values_list("page", "product"):
        featured.setdefault(page, []).append(product)
    return featured


def figures_of(exhibitor_pks, until):
    """{exhibitor pk: (goods on display, editions it was accepted at)}; until: when an edition began
    after which those to come don't count."""
    accepted = Q(
        participations__state=Participation.State.ACCEPTED,
        participations__edition__starts_on__lte=until,
    )
    firms = Exhibitor.objects.filter(pk__in=exhibitor_pks)
    goods = firms.annotate(n=Count("products", filter=Q(products__live=True)))
    times = firms.annotate(n=Count("participations", filter=accepted))
    by_firm = dict(times.values_list("pk", "n"))
    return {pk: (n, by_firm[pk]) for pk, n in goods.values_list("pk", "n")}


plans.follow(Exhibitor, Participation, StandAllocation, BoothPage)
