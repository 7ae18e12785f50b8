"""Administrators' pages of people and roles. An organizer gave himself every role there, set a
consumer's password and signed in as that person; the log said nothing."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import emails
from accounts.models import RoleGrant, StaffRole
from accounts.roles import actions
from core.models import User
from evidence.models import Entry
from tests.accounts.roles.people import administrator, person
from tests.factories import make_brand

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client):
    user = administrator("ada")
    client.force_login(user)
    return user


@pytest.fixture
def bo():
    return administrator("bo")


@pytest.fixture
def lin():
    return person("lin", language="en")


def edit_page(user):
    return reverse("wagtailusers_users:edit", args=[user.pk])


def press(client, name, *args, **data):
    return client.post(reverse(name, args=args), data, follow=True)


def attack(client, user, group):
    """Whatever an organizer might send to become more, or somebody else."""
    edit = {"name": "x", "email": "evil@example.com", "language": "en", "is_active": "on"}
    edit |= {"groups": [group.pk], "is_superuser": "on", "password1": "p-9", "password2": "p-9"}
    client.post(edit_page(user), edit)
    client.post(reverse("wagtailusers_users:add"), edit | {"email": "new@example.com"})
    for action, data in (
        ("assign_role", {"role": group.pk}),
        ("set_active_state", {"mark_as_active": "False"}),
        ("delete", {}),
    ):
        url = reverse("wagtail_bulk_action", args=["core", "user", action])
        client.post(f"{url}?id={user.pk}", data)
    for name in ("grant_role", "revoke_role", "send_reset_link"):
        client.post(reverse(name, args=[user.pk]), {"role": StaffRole.CLERK.value})
    client.post(reverse("wagtailusers_groups:edit", args=[group.pk]), {"name": "mine"})


def state_of(user):
    user = User.objects.get(pk=user.pk)
    return (user.email, user.password, user.is_active, user.is_superuser, actions.roles_of(user))


def test_an_organizer_changes_nobodys_rights_password_or_address(client, lin):
    ze = person("ze")
    ze.groups.add(Group.objects.get(name="Organizers"))
    client.force_login(ze)
    root = administrator("root")
    before = {user.pk: state_of(user) for user in (ze, lin, root)}
    for user in (ze, lin, root):
        attack(client, user, Group.objects.get(name="Clearance clerks"))
    assert {user.pk: state_of(user) for user in (ze, lin, root)} == before
    assert User.objects.count() == 3
    assert client.get(reverse("wagtailusers_users:index")).status_code == 302
    assert client.get(reverse("roles")).status_code in (302, 403)


def test_not_even_an_administrator_sets_a_password_an_address_or_a_right_alone(client, ada, lin):
    before = state_of(lin)
    attack(client, lin, Group.objects.get(name="Clearance clerks"))
    assert state_of(lin) == before
    assert RoleGrant.objects.get(user=lin).state == "waiting"


def test_the_person_gets_a_link_instead_and_the_ledger_an_entry(client, ada, lin):
    page = press(client, "send_reset_link", lin.pk).content.decode()
    assert "已向本人发送设置新密码的链接" in page
    (sent,) = mail.outbox
    assert sent.to == ["lin@example.com"]
    assert "/accounts/password/new/" in sent.body
    entry = Entry.objects.get(subject=f"user {lin.pk}")
    assert (entry.kind, entry.actor) == ("reset link sent", f"user {ada.pk}")


def test_without_an_address_no_link_is_sent_and_the_page_says_so(client, ada):
    mei = User.objects.create_user(None, "kraanvogel-7", mobile="13800138000")
    page = press(client, "send_reset_link", mei.pk).content.decode()
    assert "该账户没有邮箱" in page
    assert mail.outbox == []


def test_a_new_colleague_chooses_the_password_by_a_link(
    client, ada, django_capture_on_commit_callbacks
):
    data = {"name": "同事", "email": "new@example.com", "mobile": "", "language": "zh-hans"}
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("wagtailusers_users:add"), data)
    assert response.status_code == 302, response.context["form"].errors
    made = User.objects.get(email="new@example.com")
    assert (actions.roles_of(made), made.has_usable_password()) == ([], True)
    assert [message.to for message in mail.outbox] == [["new@example.com"]]
    entries = Entry.objects.filter(subject=f"user {made.pk}").order_by("sequence")
    by = f"user {ada.pk}"
    kinds = ["account opened or closed", "reset link sent"]
    assert list(entries.values_list("kind", "actor")) == [(kind, by) for kind in kinds]


def test_a_clerk_is_made_by_two_administrators_on_their_pages(client, ada, bo, lin):
    page = press(client, "grant_role", lin.pk, role=StaffRole.CLERK.value).content.decode()
    assert "需由另一位管理员确认" in page
    waiting = RoleGrant.objects.get(user=lin)
    listed = client.get(reverse("roles")).content.decode()
    assert reverse("decline_role", args=[waiting.pk]) in listed
    page = press(client, "confirm_role", waiting.pk).content.decode()  # by a forged button
    assert "须由另一位管理员确认" in page
    client.force_login(bo)
    press(client, "confirm_role", waiting.pk)
    assert actions.roles_of(lin) == [StaffRole.CLERK]
    shown = client.get(edit_page(lin)).content.decode()
    assert "通关员" in shown
    press(client, "revoke_role", lin.pk, role=StaffRole.CLERK.value)
    assert actions.roles_of(lin) == []
    emails.send_waiting()
    assert [message.to[0] for message in mail.outbox] == [
        "bo@example.com",
        "lin@example.com",
        "lin@example.com",
    ]


def test_who_confirms_tells_two_people_of_one_name_apart(client, ada, bo, lin):
    """Whoever asks may have given a stranger's account a colleague's name."""
    press(client, "grant_role", lin.pk, role=StaffRole.CLERK.value)
    client.force_login(bo)
    assert lin.email in client.get(reverse("roles")).content.decode()
    emails.send_waiting()
    (sent,) = mail.outbox
    assert sent.to == [bo.email]
    assert f"{lin.name} <{lin.email}>" in sent.body
    assert f"{ada.name} <{ada.email}>" in sent.body


def test_a_hasty_click_grants_nothing(client, ada, lin):
    assert "请选择角色" in press(client, "grant_role", lin.pk, role="").content.decode()
    assert not RoleGrant.objects.filter(user=lin).exists()


def test_people_are_listed_without_boxes_for_acts_on_many(client, ada, lin):
    page = client.get(reverse("wagtailusers_users:index")).content.decode()
    assert "lin@example.com" in page
    assert "data-bulk-action-checkbox" not in page


def test_ones_own_page_offers_no_role(client, ada):
    page = client.get(edit_page(ada)).content.decode()
    assert reverse("grant_role", args=[ada.pk]) not in page
    assert "任何人不得决定自己的权限" in page


def test_an_account_is_closed_on_its_page_with_an_entry(client, ada, lin):
    form = {"name": "Lin Yi", "language": "en"}
    assert client.post(edit_page(lin), form).status_code == 302
    lin.refresh_from_db()
    assert (lin.name, lin.is_active, lin.email) == ("Lin Yi", False, "lin@example.com")
    assert Entry.objects.get(subject=f"user {lin.pk}").kind == "account opened or closed"


def test_the_rights_of_a_group_are_not_edited_by_hand(client, ada):
    group = Group.objects.get(name="Reviewers")
    for name, args in (("index", []), ("add", []), ("edit", [group.pk])):
        assert client.get(reverse(f"wagtailusers_groups:{name}", args=args)).status_code == 302


def test_strangers_who_reset_keep_no_link_of_an_administrator_away(client, ada, lin, settings):
    """The ledger and the page said it was sent."""
    settings.RATE_LIMITS_ON = True
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "mail_to_address": (1, 3600)}
    for n in range(3):
        Client().post(
            reverse("accounts:reset_password"), {"email": lin.email}, REMOTE_ADDR=f"192.0.2.{n}"
        )
    assert len(mail.outbox) == 1
    press(client, "send_reset_link", lin.pk)
    assert len(mail.outbox) == 2
    assert Entry.objects.filter(kind="reset link sent").count() == 1


def test_nobody_is_written_over_by_the_form_of_a_copy(client, ada, lin):
    """Sent to the view that copies, Wagtail's form replaced the original's address and password."""
    client.force_login(ada)
    before = User.objects.filter(pk=lin.pk).values().get()
    form = {"name": "x", "email": "eve@example.com", "language": "en"}
    assert client.post(f"/admin/users/copy/{lin.pk}/", form).status_code == 404
    assert User.objects.filter(pk=lin.pk).values().get() == before


def test_no_copy_in_the_admin_takes_a_form(client, ada):
    client.force_login(ada)
    brand = make_brand()
    url = reverse("wagtailsnippets_catalog_brand:copy", args=[brand.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"slug": "eve", "name_zh": "x"}).status_code == 405
    brand.refresh_from_db()
    assert brand.slug == "tui-bay"
