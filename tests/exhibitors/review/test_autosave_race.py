"""The editor saves by itself while somebody types; meanwhile a reviewer answers, or a member takes
the draft back."""

import json

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from core import groups
from core.models import ExpoImage
from exhibitors.models import BoothPage
from exhibitors.review.actions import submit, withdraw
from tests.exhibitors.factories import make_booth, make_exhibitor, make_member, make_user
from tests.exhibitors.pictures import jpeg
from tests.threads import needs_row_locks, run_together

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = {"title": "审核员写的", "slug": "kiwi", "slogan_zh": "审核员写的"}


@pytest.fixture
def booth():
    needs_row_locks()
    picture = ExpoImage.objects.create(title="展台", file=jpeg())
    texts = {"intro_zh": "一", "intro_en": "One", "picture": picture}
    return make_booth(make_exhibitor("kiwi"), live=False, **texts)


def signed_in(email, group):
    user = make_user(email)
    user.groups.add(Group.objects.get(name=group))
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def answer(action):
    return {
        "action-workflow-action": "true",
        "workflow-action-name": action,
        "workflow-action-extra-data": json.dumps({"comment": "请改"}),
    }


@pytest.mark.parametrize("action", ["approve", "reject", "withdraw", "lock"])
def test_an_automatic_save_beside_an_action_is_refused_and_writes_nothing(booth, action):
    member = make_member(booth.exhibitor)
    submit(BoothPage.objects.get(pk=booth.pk), user=member)
    before = booth.revisions.count()
    saver = signed_in("typing@expo.test", groups.REVIEWERS)
    reviewer = signed_in("reviewer@expo.test", groups.REVIEWERS)
    editor = reverse("wagtailadmin_pages:edit", args=[booth.pk])
    state = TaskState.objects.get()

    def run(i):
        if i < 3:
            return saver.post(editor, TYPED, headers={"accept": "application/json"}).status_code
        if action == "withdraw":
            withdraw(BoothPage.objects.get(pk=booth.pk), user=member)
            return 200
        if action == "lock":
            return reviewer.post(reverse("wagtailadmin_pages:lock", args=[booth.pk])).status_code
        if i == 3:
            return reviewer.post(editor, TYPED | answer(action)).status_code
        modal = reverse("wagtailadmin_pages:workflow_action", args=[booth.pk, action, state.pk])
        return reviewer.post(modal, {"comment": "请改"}).status_code

    statuses = run_together(6, run)
    assert [each for each in statuses if not (isinstance(each, int) and each < 500)] == []
    assert booth.revisions.count() == before
    expected = {"approve": "approved", "reject": "needs_changes", "withdraw": "cancelled"}
    assert WorkflowState.objects.get().status == expected.get(action, "in_progress")
    assert TaskState.objects.count() == 1
