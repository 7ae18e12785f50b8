"""An administrator who closes their own account: the last one could, and left a site nobody could
run; of the rights that went nothing was written down."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import personal_data
from accounts.models import RoleGrant, StaffRole
from accounts.roles import actions
from accounts.roles.errors import RoleError
from core.models import User
from evidence.models import Entry
from tests.accounts.roles.people import administrator, person
from tests.accounts.test_accounts import PASSWORD

pytestmark = pytest.mark.django_db


def close(client):
    return client.post(reverse("accounts:close"), {"password": PASSWORD, "sure": "on"})


def entries_about(user):
    entries = Entry.objects.filter(subject=f"user {user.pk}").order_by("sequence")
    return [(each.kind, each.actor, json.loads(each.payload)) for each in entries]


def test_the_last_administrator_is_told_to_name_another_first(client):
    ada = administrator("ada")
    client.force_login(ada)
    page = reverse("accounts:close")
    assert "至少保留一位管理员" in client.get(page).content.decode()
    assert close(client).status_code == 200
    assert actions.roles_of(User.objects.get()) == ["Administrators"]
    assert User.objects.get().is_active


def test_another_lays_down_every_role_by_name(client):
    ada, bo = administrator("ada"), administrator("bo")
    actions.grant(bo, StaffRole.ORGANIZER, by=ada)
    client.force_login(bo)
    before = len(entries_about(bo))
    assert close(client).status_code == 302

    bo.refresh_from_db()
    assert (bo.is_active, bo.is_superuser, actions.roles_of(bo)) == (False, False, [])
    me = f"user {bo.pk}"
    assert entries_about(bo)[before:] == [
        ("rights changed", me, {"before": ["Organizers", "Administrators"], "after": []}),
        ("account opened or closed", me, {"before": True, "after": False}),
    ]
    grants = bo.role_grants.values_list("state", "revoked_by")
    assert set(grants) == {("revoked", bo.pk)}


def test_a_shopper_has_no_rights_to_lay_down(client):
    lin = person("lin")
    client.force_login(lin)
    close(client)
    assert [kind for kind, _actor, _payload in entries_about(lin)] == ["account opened or closed"]


ENDS = {
    "revoked": lambda ada, bo: actions.revoke(ada, StaffRole.ADMINISTRATOR, by=bo),
    "closed by another": lambda ada, bo: actions.set_active(ada, False, by=bo),
    "closed by themselves": lambda ada, bo: personal_data.close_account(ada),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_what_somebody_asked_for_goes_with_them(end):
    ada, bo, lin = administrator("ada"), administrator("bo"), person("lin")
    request = actions.grant(lin, StaffRole.CLERK, by=ada)
    end(ada, bo)
    with pytest.raises(RoleError):
        actions.confirm(request, by=bo)
    request.refresh_from_db()
    assert (request.state, actions.roles_of(lin)) == ("withdrawn", [])


def test_what_was_asked_by_nobody_who_may_is_not_confirmed():
    """By a row from before, when such requests stayed open."""
    ada, bo, lin = administrator("ada"), administrator("bo"), person("lin")
    request = actions.grant(lin, StaffRole.CLERK, by=ada)
    User.objects.filter(pk=ada.pk).update(is_superuser=False)
    with pytest.raises(RoleError, match="管理员"):
        actions.confirm(request, by=bo)


def test_what_was_asked_over_30_days_ago_is_asked_anew():
    ada, bo, lin = administrator("ada"), administrator("bo"), person("lin")
    request = actions.grant(lin, StaffRole.CLERK, by=ada)
    long_ago = timezone.now() - actions.REQUEST_LIFETIME - timedelta(seconds=1)
    RoleGrant.objects.filter(pk=request.pk).update(asked_at=long_ago)
    with pytest.raises(RoleError, match="30"):
        actions.confirm(request, by=bo)
    actions.decline(request, by=bo)
    assert actions.grant(lin, StaffRole.CLERK, by=ada).pk != request.pk
