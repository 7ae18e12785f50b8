"""A member who closes the account leaves the desk, and never leaves it without an owner."""

import pytest

from accounts.personal_data import close_account, export
from exhibitors.actions.members import invite
from exhibitors.models import ExhibitorEmail, Invitation
from tests.exhibitors.factories import make_exhibitor, make_member

pytestmark = pytest.mark.django_db


def test_an_account_shows_its_desks():
    kiwi = make_exhibitor("kiwi")
    assert export(make_member(kiwi, role="sales"))["exhibitors"] == [
        {"exhibitor": "kiwi 展商", "role": "sales"}
    ]


def test_the_only_owner_names_another_first():
    kiwi = make_exhibitor("kiwi")
    owner = make_member(kiwi, "aroha@expo.test")
    assert len(close_account(owner)) == 1
    assert kiwi.memberships.count() == 1
    make_member(kiwi, "tama@expo.test", "owner")
    assert not close_account(owner)
    assert [each.user.email for each in kiwi.memberships.all()] == ["tama@expo.test"]


def test_invitations_and_emails_go_with_the_address():
    kiwi = make_exhibitor("kiwi")
    owner = make_member(kiwi, "aroha@expo.test")
    leaving = make_member(make_exhibitor("nordic"), "liv@expo.test", "viewer")
    invite(kiwi, email="Liv@expo.test", role="editor", user=owner)
    close_account(leaving)
    assert (Invitation.objects.count(), ExhibitorEmail.objects.count()) == (0, 0)
