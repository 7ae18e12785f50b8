"""Two organizers give the same stand away at the same moment."""

import pytest

from exhibitors.actions.participations import settle
from exhibitors.errors import NotAllowedError
from exhibitors.models import Participation, StandAllocation
from expo.models import Stand
from tests.exhibitors.factories import make_edition, make_exhibitor
from tests.threads import needs_row_locks, run_together


@pytest.mark.django_db(transaction=True)
def test_of_four_organizers_at_once_one_allots_the_stand():
    needs_row_locks()
    edition = make_edition()
    stand = Stand.objects.get(hall__edition=edition, code="A-01")
    places = [
        Participation.objects.create(
            exhibitor=make_exhibitor(f"firm-{n}"), edition=edition, state="accepted"
        )
        for n in range(4)
    ]
    outcomes = run_together(4, lambda i: settle(places[i], stands=[stand], user=None))
    assert sum(isinstance(each, NotAllowedError) for each in outcomes) == 3
    assert StandAllocation.objects.filter(stand=stand).count() == 1
