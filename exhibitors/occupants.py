"""Who stands where, for the plans of the halls (the hook `stand_occupants`)."""

from django.db.models import Count, Q
from wagtail.models import Locale

from exhibitors.models import BoothPage, Participation, StandAllocation
from expo.halls.floor_plan import Occupant


def of_stands(stands):
    """{stand pk: [Occupant]} of accepted exhibitors, in two queries; booths in the language of
    the visitor."""
    allocations = list(
        StandAllocation.objects.filter(
            stand__in=stands, participation__state=Participation.State.ACCEPTED
        )
        .select_related("participation__exhibitor")
        .annotate(
            goods=Count(
                "participation__exhibitor__products",
                filter=Q(participation__exhibitor__products__live=True),
            )
        )
        # on a shared stand the first to come is named first
        .order_by("allotted_at", "pk")
    )
    booths = {
        booth.participation_id: booth.url
        for booth in BoothPage.objects.live().filter(
            participation__in={a.participation_id for a in allocations}, locale=Locale.get_active()
        )
    }
    occupants = {}
    for allocation in allocations:
        exhibitor = allocation.participation.exhibitor
        url = booths.get(allocation.participation_id) or ""
        occupant = Occupant(exhibitor.name, url, exhibitor.country, allocation.goods)
        occupants.setdefault(allocation.stand_id, []).append(occupant)
    return occupants
