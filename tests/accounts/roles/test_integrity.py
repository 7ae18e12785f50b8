"""`check_integrity` names whoever has a role that nobody granted: written into the database by
hand, it has no entry in the ledger."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db.migrations.state import ProjectState

from accounts.models import StaffRole
from accounts.roles import actions
from accounts.roles.integrity import check, rights_without_role, widened_groups
from accounts.roles.receivers import note_kept_roles
from core.models import User

pytestmark = pytest.mark.django_db
CLERK = StaffRole.CLERK


@pytest.fixture
def granted():
    """A clerk by the book: one administrator asked, the other one confirmed."""
    asking, confirming = (User.objects.create_superuser(f"{n}@expo.test", "x") for n in "ab")
    user = User.objects.create_user("clerk@expo.test", "x")
    actions.confirm(actions.grant(user, CLERK, by=asking), by=confirming)
    assert actions.roles_of(user) == [CLERK]
    return user, asking


def named(user, role):
    return f"user {user.pk} has roles that the ledger does not grant: ['{role.value}']"


def test_what_was_granted_is_in_order(granted, capsys):
    assert check() == []
    call_command("check_integrity")
    assert "accounts.roles.integrity.check: in order" in capsys.readouterr().out


def test_a_role_written_into_the_database_is_named(granted):
    stranger = User.objects.create_user("stranger@expo.test", "x")
    stranger.groups.add(Group.objects.get(name=CLERK))
    risen = User.objects.create_user("risen@expo.test", "x")
    User.objects.filter(pk=risen.pk).update(is_superuser=True)
    assert check() == [named(stranger, CLERK), named(risen, StaffRole.ADMINISTRATOR)]


def test_a_role_given_back_by_hand_after_it_was_revoked_is_named(granted):
    user, administrator = granted
    actions.revoke(user, CLERK, by=administrator)
    assert check() == []
    user.groups.add(Group.objects.get(name=CLERK))
    assert check() == [
        f"user {user.pk} has roles that the ledger does not grant: ['{CLERK.value}']"
    ]


def test_who_had_a_role_before_the_ledger_keeps_it_with_an_entry_and_only_once():
    first, later = (User.objects.create_user(f"{n}@expo.test", "x") for n in "ab")
    first.groups.add(Group.objects.get(name=CLERK))
    note_kept_roles(None)
    assert check() == []
    later.groups.add(Group.objects.get(name=CLERK))
    note_kept_roles(None)  # the next `migrate` covers up nothing
    assert check() == [named(later, CLERK)]


def test_a_database_without_a_ledger_yet_is_asked_nothing(django_assert_num_queries):
    """`migrate core` on a new database ended with an error: no such table."""
    with django_assert_num_queries(0):
        note_kept_roles(None, apps=ProjectState().apps)


def test_it_asks_as_often_for_one_member_of_staff_as_for_many(django_assert_num_queries):
    for number in range(3):
        User.objects.create_superuser(f"{number}@expo.test", "x")
    with django_assert_num_queries(3):
        check()


def test_rights_that_go_round_the_roles_are_named(granted):
    """Wagtail's own groups open the admin and publish pages, and nothing said who is in them."""
    by_group, by_permission, harmless = (
        User.objects.create_user(f"{name}@expo.test", "x") for name in ("group", "own", "none")
    )
    by_group.groups.add(Group.objects.get(name="Moderators"))
    by_permission.user_permissions.add(Permission.objects.get(codename="access_admin"))
    harmless.groups.add(Group.objects.create(name="Friends of the expo"))
    assert rights_without_role() == [
        f"user {user.pk} has rights that no role gives" for user in (by_group, by_permission)
    ]


def test_a_group_that_may_do_more_than_its_role_says_is_named():
    """Everybody at the counters would come into the admin, and each grant would be in order."""
    assert widened_groups() == []
    group = Group.objects.get(name=StaffRole.COUNTER)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    assert widened_groups() == [
        "group Counter staff may do more than its role says: ['access_admin']"
    ]
