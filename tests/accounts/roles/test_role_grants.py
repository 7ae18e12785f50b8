"""Who may give whom a role: an administrator, never to themselves, and for what reaches goods,
money or customs together with a second one."""

import json

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from accounts import emails
from accounts.models import RoleGrant, StaffRole
from accounts.roles import actions
from accounts.roles.errors import RoleError
from core.models import User
from evidence.models import Entry
from tests.accounts.roles.people import administrator, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return administrator("ada")


@pytest.fixture
def bo():
    return administrator("bo")


@pytest.fixture
def lin():
    return person("lin", language="en")


def last_entry(user):
    entry = Entry.objects.filter(subject=f"user {user.pk}").last()
    return entry and (entry.kind, entry.actor, json.loads(entry.payload))


@pytest.mark.parametrize("role", [StaffRole.ORGANIZER, StaffRole.REVIEWER])
def test_an_organizer_or_reviewer_is_made_by_one_administrator(ada, lin, role):
    actions.grant(lin, role, by=ada)
    assert actions.roles_of(lin) == [role]
    changed = {"before": [], "after": [role.value]}
    assert last_entry(lin) == ("rights changed", f"user {ada.pk}", changed)


@pytest.mark.parametrize(
    "role", [StaffRole.CLERK, StaffRole.COUNTER, StaffRole.OFFICE, StaffRole.ADMINISTRATOR]
)
def test_what_reaches_goods_money_or_rights_waits_for_a_second_administrator(ada, bo, lin, role):
    waiting = actions.grant(lin, role, by=ada)
    assert (waiting.state, actions.roles_of(lin), last_entry(lin)) == ("waiting", [], None)
    with pytest.raises(RoleError):  # the one who asked is no second person
        actions.confirm(waiting, by=ada)
    actions.confirm(waiting, by=bo)
    lin.refresh_from_db()
    assert actions.roles_of(lin) == [role]
    assert last_entry(lin)[1] == f"user {bo.pk}"


@pytest.mark.parametrize("role", StaffRole)
def test_nobody_grants_or_confirms_a_role_of_their_own(ada, bo, role):
    with pytest.raises(RoleError):
        actions.grant(ada, role, by=ada)
    if role == StaffRole.CLERK:
        waiting = actions.grant(ada, role, by=bo)
        with pytest.raises(RoleError):
            actions.confirm(waiting, by=ada)
    assert actions.roles_of(ada) == [StaffRole.ADMINISTRATOR]


@pytest.mark.parametrize("role", [StaffRole.ORGANIZER, StaffRole.CLERK])
def test_an_organizer_grants_confirms_and_revokes_nothing(ada, lin, role):
    ze = person("ze")
    actions.grant(ze, StaffRole.ORGANIZER, by=ada)
    with pytest.raises(RoleError):
        actions.grant(lin, role, by=ze)
    waiting = actions.grant(lin, StaffRole.CLERK, by=ada)
    for decide in (actions.confirm, actions.decline):
        with pytest.raises(RoleError):
            decide(waiting, by=ze)
    with pytest.raises(RoleError):
        actions.revoke(ada, StaffRole.ADMINISTRATOR, by=ze)
    assert actions.roles_of(lin) == []


def test_what_was_declined_or_withdrawn_is_never_confirmed(ada, bo, lin):
    for decider, state in ((bo, "declined"), (ada, "withdrawn")):
        waiting = actions.grant(lin, StaffRole.CLERK, by=ada)
        actions.decline(waiting, by=decider)
        assert RoleGrant.objects.get(pk=waiting.pk).state == state
        with pytest.raises(RoleError):
            actions.confirm(waiting, by=bo)
    assert actions.roles_of(lin) == []


def test_a_second_click_asks_only_once(ada, lin):
    grants = {actions.grant(lin, StaffRole.CLERK, by=ada).pk for _ in range(2)}
    assert len(grants) == 1
    actions.grant(lin, StaffRole.REVIEWER, by=ada)
    actions.grant(lin, StaffRole.REVIEWER, by=ada)
    assert Entry.objects.filter(subject=f"user {lin.pk}").count() == 1


def test_revoking_takes_effect_with_the_next_request(client, ada, bo, lin):
    actions.confirm(actions.grant(lin, StaffRole.CLERK, by=ada), by=bo)
    client.force_login(lin)
    assert client.get("/clearance/").status_code == 200
    assert actions.revoke(lin, StaffRole.CLERK, by=ada)
    assert client.get("/clearance/").status_code == 403
    changed = {"before": ["Clearance clerks"], "after": []}
    assert last_entry(lin) == ("rights changed", f"user {ada.pk}", changed)
    assert not actions.revoke(lin, StaffRole.CLERK, by=bo)  # a second click
    actions.grant(lin, StaffRole.CLERK, by=ada)  # and may be asked for again


def test_the_last_administrator_stays(ada, bo):
    assert actions.revoke(bo, StaffRole.ADMINISTRATOR, by=ada)
    with pytest.raises(RoleError):
        actions.revoke(ada, StaffRole.ADMINISTRATOR, by=ada)
    with pytest.raises(RoleError):  # no longer one
        actions.grant(person(), StaffRole.CLERK, by=bo)
    assert User.objects.get(pk=ada.pk).is_superuser


def test_a_closed_account_gets_no_role_and_its_roles_sleep(ada, bo, lin, client):
    waiting = actions.grant(lin, StaffRole.CLERK, by=ada)
    actions.grant(lin, StaffRole.REVIEWER, by=ada)
    client.force_login(lin)
    assert actions.set_active(lin, False, by=ada)
    assert client.get("/admin/").status_code == 302
    assert last_entry(lin)[0] == "account opened or closed"
    with pytest.raises(RoleError):
        actions.confirm(waiting, by=bo)
    with pytest.raises(RoleError):
        actions.grant(lin, StaffRole.OFFICE, by=ada)


def test_the_person_is_told_in_their_language_what_happens_next(ada, bo, lin, settings):
    waiting = actions.grant(lin, StaffRole.CLERK, by=ada)
    emails.send_waiting()
    (to_bo,) = mail.outbox
    assert to_bo.to == ["bo@example.com"]
    assert f"{settings.SITE_URL}/admin/roles/" in to_bo.body
    actions.confirm(waiting, by=bo)
    actions.revoke(lin, StaffRole.CLERK, by=ada)
    emails.send_waiting()
    granted, revoked = mail.outbox[1:]
    assert granted.to == revoked.to == ["lin@example.com"]
    assert "you now have the role “Clearance clerks”" in granted.body
    assert "What happens next: sign in" in granted.body
    assert "you no longer have the role “Clearance clerks”" in revoked.body


def test_createsuperuser_leaves_its_trace(ada):
    assert RoleGrant.objects.get().role == StaffRole.ADMINISTRATOR
    changed = {"before": [], "after": ["Administrators"]}
    assert last_entry(ada) == ("rights changed", "command line", changed)


@pytest.mark.parametrize("fields", [{"asked_by": "lin"}, {"asked_by": "ada", "decided_by": "ada"}])
def test_the_database_itself_takes_no_grant_by_oneself_or_alone(ada, lin, fields):
    people = {"ada": ada, "lin": lin}
    fields = {name: people[who] for name, who in fields.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=lin, role=StaffRole.CLERK, state="granted", **fields)
