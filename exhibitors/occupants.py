"""Who stands where, for the plans of the halls (the hook `stand_occupants`)."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import get_language
from wagtail.models import Page

from exhibitors.models import BoothPage, Participation, StandAllocation
from expo.halls.floor_plan import Occupant


def of_stands(stands):
    """{stand pk: [Occupant]} of accepted exhibitors, in one query; booths in the language of the
    visitor."""
    booths = BoothPage.objects.live().filter(
        participation=OuterRef("participation"), locale__language_code=get_language()
    )
    allocations = (
        StandAllocation.objects.filter(
            stand__in=stands, participation__state=Participation.State.ACCEPTED
        )
        .select_related("participation__exhibitor")
        .annotate(
            goods=Count(
                "participation__exhibitor__products",
                filter=Q(participation__exhibitor__products__live=True),
            ),
            booth_path=Subquery(booths.values("url_path")[:1]),
        )
        # on a shared stand the first to come is named first
        .order_by("allotted_at", "pk")
    )
    occupants = {}
    for allocation in allocations:
        exhibitor = allocation.participation.exhibitor
        # a page's address follows from its path in the tree alone
        url = Page(url_path=allocation.booth_path).url if allocation.booth_path else ""
        occupant = Occupant(exhibitor.name, url or "", exhibitor.country, allocation.goods)
        occupants.setdefault(allocation.stand_id, []).append(occupant)
    return occupants
