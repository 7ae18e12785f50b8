"""Two clicks at the same moment: one review, one owner left."""

import pytest
from wagtail.models import TaskState, WorkflowState

from core.models import ExpoImage
from exhibitors.actions.drafts import StaleDraftError, save_draft
from exhibitors.actions.members import remove
from exhibitors.errors import NotAllowedError
from exhibitors.models import BoothPage, Membership
from exhibitors.review.actions import submit
from tests.exhibitors.factories import make_booth, make_exhibitor, make_member
from tests.exhibitors.pictures import jpeg
from tests.threads import needs_row_locks, run_together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def booth():
    needs_row_locks()
    picture = ExpoImage.objects.create(title="展台", file=jpeg())
    texts = {"intro_zh": "一", "intro_en": "One", "picture": picture}
    return make_booth(make_exhibitor("kiwi"), live=False, **texts)


def test_eight_submissions_at_once_are_one_review(booth):
    user = make_member(booth.exhibitor)
    states = run_together(8, lambda _i: submit(BoothPage.objects.get(pk=booth.pk), user=user))
    assert {getattr(state, "pk", state) for state in states} == {WorkflowState.objects.get().pk}
    assert TaskState.objects.count() == 1


def test_of_eight_savers_at_once_one_is_first_and_seven_read_so(booth):
    user = make_member(booth.exhibitor)
    revision_seen = BoothPage.objects.get(pk=booth.pk).latest_revision_id

    def save(i):
        return save_draft(
            BoothPage.objects.get(pk=booth.pk),
            user=user,
            seen=revision_seen,
            change=lambda draft: setattr(draft, "slogan_zh", f"第{i}句"),
        )

    outcomes = run_together(8, save)
    assert sum(isinstance(each, StaleDraftError) for each in outcomes) == 7
    assert booth.revisions.count() == 2


def test_two_owners_who_remove_each_other_leave_one():
    needs_row_locks()
    kiwi = make_exhibitor("kiwi")
    users = [make_member(kiwi, "a@expo.test"), make_member(kiwi, "b@expo.test")]
    memberships = [Membership.objects.get(user=user) for user in users]
    outcomes = run_together(2, lambda i: remove(memberships[1 - i], user=users[i]))
    assert sum(isinstance(each, NotAllowedError) for each in outcomes) == 1
    assert kiwi.memberships.count() == 1
