"""A button is clicked twice, and two organizers open the same year at once."""

import pytest

from expo.editions.next_edition import NotPossibleError, make
from expo.models import EditionPage, Stand
from tests.exhibitors.factories import make_edition
from tests.expo.editions.plans import plan_from
from tests.threads import needs_row_locks, run_together

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow("each makes whole editions, for real, in threads that wait for each other"),
]


def editions():
    return EditionPage.objects.filter(slug="2027", locale__language_code="zh-hans")


def test_of_four_clicks_at_once_one_makes_the_edition():
    needs_row_locks()
    plan = plan_from(make_edition())
    outcomes = run_together(4, lambda _i: make(plan, user=None).pk)
    assert outcomes == [editions().get().pk] * 4
    assert Stand.objects.filter(hall__edition=editions().get()).count() == 4


def test_of_two_plans_for_one_address_one_is_made():
    needs_row_locks()
    source = make_edition()
    plans = [plan_from(source), plan_from(source)]
    outcomes = run_together(2, lambda i: make(plans[i], user=None))
    assert sum(isinstance(each, NotPossibleError) for each in outcomes) == 1
    assert editions().count() == 1
