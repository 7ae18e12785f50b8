"""Who works at a desk: invited by e-mail, with a role, and never without an owner."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from exhibitors.emails import send_waiting
from exhibitors.models import ExhibitorEmail, Invitation, Membership, Package
from tests.exhibitors.factories import make_booth, make_exhibitor, make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client, kiwi):
    user = make_member(kiwi, "aroha@expo.test")
    client.force_login(user)
    return client


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def invited(owner, mailoutbox, email="tama@expo.test", role="editor"):
    response = owner.post("/desk/kiwi/members/", {"email": email, "role": role})
    assert response.status_code == 302
    send_waiting()
    body = mailoutbox[-1].body
    return "/desk/invitation/" + body.split("/invitation/")[1].split("/")[0] + "/"


def test_an_invited_colleague_joins_with_their_role(owner, kiwi, mailoutbox):
    link = invited(owner, mailoutbox)
    assert mailoutbox[-1].to == ["tama@expo.test"]
    tama = make_user("tama@expo.test")
    colleague = signed_in(tama)
    assert kiwi.name_zh in colleague.get(link).content.decode()
    assert colleague.post(link).status_code == 302
    assert kiwi.memberships.get(user=tama).role == "editor"
    assert colleague.get("/desk/kiwi/").status_code == 200
    assert colleague.get(link).status_code == 404  # used


def test_a_token_is_kept_only_as_its_digest(owner, kiwi, mailoutbox):
    link = invited(owner, mailoutbox)
    token = link.split("/")[-2]
    assert len(token) >= 40
    assert token not in str(list(Invitation.objects.values()))
    assert token not in str(list(ExhibitorEmail.objects.values()))


@pytest.mark.parametrize("ending", ["expired", "withdrawn", "replaced", "another's"])
def test_an_invitation_that_ended_opens_nothing(owner, kiwi, mailoutbox, ending):
    link = invited(owner, mailoutbox)
    email = "tama@expo.test"
    if ending == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif ending == "withdrawn":
        owner.post(f"/desk/kiwi/invitations/{Invitation.objects.get().pk}/withdraw/")
    elif ending == "replaced":
        invited(owner, mailoutbox)
    else:
        email = "somebody@expo.test"
    colleague = signed_in(make_user(email))
    assert colleague.get(link).status_code == 404
    assert colleague.post(link).status_code == 404
    assert not Membership.objects.filter(user__email=email).exists()


def test_an_invitation_asks_to_sign_in_first(owner, kiwi, mailoutbox):
    link = invited(owner, mailoutbox)
    response = Client().get(link)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/sign-in/?next=/desk/invitation/")


def test_only_owners_manage_members(kiwi, owner):
    editor = signed_in(make_member(kiwi, "tama@expo.test", "editor"))
    membership = kiwi.memberships.get(user__email="aroha@expo.test")
    assert editor.get("/desk/kiwi/members/").status_code == 200
    for url in (
        "/desk/kiwi/members/",
        f"/desk/kiwi/members/{membership.pk}/role/",
        f"/desk/kiwi/members/{membership.pk}/remove/",
    ):
        assert editor.post(url, {"email": "x@expo.test", "role": "owner"}).status_code == 403
    assert Invitation.objects.count() == 0


def test_the_last_owner_stays(owner, kiwi):
    me = kiwi.memberships.get()
    owner.post(f"/desk/kiwi/members/{me.pk}/remove/")
    owner.post(f"/desk/kiwi/members/{me.pk}/role/", {"role": "viewer"})
    assert kiwi.memberships.get().role == "owner"
    other = make_member(kiwi, "tama@expo.test", "owner")
    owner.post(f"/desk/kiwi/members/{me.pk}/remove/")
    assert [each.user for each in kiwi.memberships.all()] == [other]
    assert owner.get("/desk/kiwi/").status_code == 404


def test_a_role_of_no_kind_changes_nothing(owner, kiwi):
    member = kiwi.memberships.get(user=make_member(kiwi, "tama@expo.test", "editor"))
    owner.post(f"/desk/kiwi/members/{member.pk}/role/", {"role": "superuser"})
    member.refresh_from_db()
    assert member.role == "editor"
    owner.post(f"/desk/kiwi/members/{member.pk}/role/", {"role": "sales"})
    member.refresh_from_db()
    assert member.role == "sales"


def test_a_package_has_so_many_seats(owner):
    booth = make_booth()
    booth.participation.package = Package.objects.create(name_zh="小", code="s", max_members=2)
    booth.participation.save()
    first = owner.post("/desk/kiwi/members/", {"email": "a@expo.test", "role": "viewer"})
    second = owner.post("/desk/kiwi/members/", {"email": "b@expo.test", "role": "viewer"})
    assert (first.status_code, second.status_code) == (302, 200)
    assert second.context["form"].errors["email"]


def test_somebody_with_several_desks_chooses(kiwi):
    user = make_member(kiwi, "agent@expo.test")
    client = signed_in(user)
    assert client.get("/desk/").url == "/desk/kiwi/"
    make_member(make_exhibitor("nordic"), "agent@expo.test", "viewer")
    page = client.get("/desk/")
    assert page.status_code == 200
    assert "/desk/nordic/" in page.content.decode()


def test_a_user_without_a_desk_reads_how_to_get_one():
    response = signed_in(make_user("consumer@expo.test")).get("/desk/")
    assert response.status_code == 404
    assert "/exhibitors/" in response.content.decode()
