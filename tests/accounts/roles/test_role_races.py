"""Two administrators at the same moment, on PostgreSQL's row locks."""

import pytest

from accounts import personal_data
from accounts.models import RoleGrant, StaffRole
from accounts.roles import actions
from accounts.roles.errors import RoleError
from core.models import User
from evidence.models import Entry
from tests.accounts.roles.people import administrator, person
from tests.threads import needs_row_locks, run_together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def admins():
    needs_row_locks()
    return [administrator(name) for name in ("ada", "bo", "cy", "di")]


def rights_changed(user):
    return Entry.objects.filter(subject=f"user {user.pk}", kind="rights changed").count()


def outcomes_of(results):
    return sorted(type(result).__name__ for result in results)


def test_two_who_confirm_at_once_grant_it_once(admins):
    lin = person()
    waiting = actions.grant(lin, StaffRole.CLERK, by=admins[0])
    results = run_together(3, lambda i: actions.confirm(waiting, by=admins[i + 1]))
    assert outcomes_of(results) == ["RoleError", "RoleError", "RoleGrant"]
    assert (actions.roles_of(lin), rights_changed(lin)) == ([StaffRole.CLERK], 1)


def test_two_who_grant_at_once_ask_once(admins):
    lin = person()
    results = run_together(4, lambda i: actions.grant(lin, StaffRole.CLERK, by=admins[i]))
    assert outcomes_of(results) == ["RoleGrant"] * 4
    assert RoleGrant.objects.filter(user=lin).count() == 1


def test_confirmed_and_declined_at_once_has_one_end(admins):
    lin = person()
    waiting = actions.grant(lin, StaffRole.OFFICE, by=admins[0])
    decide = [actions.confirm, actions.decline, actions.decline]
    results = run_together(3, lambda i: decide[i](waiting, by=admins[i + 1]))
    assert outcomes_of(results) == ["RoleError", "RoleError", "RoleGrant"]
    state = RoleGrant.objects.get(pk=waiting.pk).state
    assert (state == "granted") == (actions.roles_of(lin) == [StaffRole.OFFICE])


def test_who_confirms_their_own_request_fails_however_fast(admins):
    lin = person()
    waiting = actions.grant(lin, StaffRole.CLERK, by=admins[0])
    results = run_together(4, lambda i: actions.confirm(waiting, by=admins[0]))
    assert outcomes_of(results) == ["RoleError"] * 4
    assert actions.roles_of(lin) == []


def test_administrators_who_revoke_each_other_leave_one(admins):
    def revoke_the_next(i):
        return actions.revoke(admins[(i + 1) % 4], StaffRole.ADMINISTRATOR, by=admins[i])

    results = run_together(4, revoke_the_next)
    assert User.objects.filter(is_superuser=True).exists()
    assert {type(result) for result in results} <= {bool, RoleError}


def test_of_administrators_who_close_their_accounts_at_once_one_stays(admins):
    results = run_together(4, lambda i: personal_data.close_account(admins[i]))
    assert sorted(len(reasons) for reasons in results) == [0, 0, 0, 1]
    assert User.objects.filter(is_superuser=True, is_active=True).count() == 1
