"""Signing up, in and out; what one may change about oneself; leaving."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from core import groups
from core.models import User
from tests import hooks
from tests.accounts import open_orders
from tests.exhibitors.factories import make_exhibitor, make_member
from tests.html import folded

pytestmark = pytest.mark.django_db
PASSWORD = "kraanvogel-7"


@pytest.fixture
def visitor(client):
    return client


@pytest.fixture
def member(client):
    user = User.objects.create_user("lin@example.com", PASSWORD, name="林一")
    client.force_login(user)
    client.user = user
    return client


def sign_up(client, login, **more):
    data = {"login": login, "password": PASSWORD, "language": "zh-hans", "accept": "on", **more}
    return client.post(reverse("accounts:sign_up"), data)


def sign_in(client, login, password=PASSWORD, **more):
    return client.post(reverse("accounts:sign_in"), {"login": login, "password": password, **more})


def who(client):
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize(
    ("password", "error"),
    [
        ("k7-vogel", "密码太短，至少需要 12 个字符。"),
        ("password1234", "这个密码太常见了。"),
        ("902374981123", "密码只包含数字。"),
    ],
)
def test_what_is_wrong_with_a_password_is_said_in_chinese(visitor, password, error):
    form = sign_up(visitor, "mei@example.com", password=password).context["form"]
    assert form.errors["password"] == [error]


@pytest.mark.parametrize("typed", ["+86 138-0013-8000", "１３８００１３８０００"])
def test_sign_up_by_mobile_number_at_once(visitor, typed):
    assert sign_up(visitor, typed, name="梅").status_code == 302
    user = User.objects.get(name="梅")
    assert (user.email, user.mobile) == (None, "13800138000")
    assert who(visitor) == str(user.pk)


@pytest.mark.parametrize("typed", ["", "12345", "12800138000", "nobody@", "138001380001"])
def test_neither_email_nor_mobile_is_rejected(visitor, typed):
    assert sign_up(visitor, typed).context["form"].errors.keys() == {"login"}
    assert not User.objects.exists()


def test_nothing_is_ticked_for_the_visitor_and_weak_passwords_are_rejected(visitor):
    page = visitor.get(reverse("accounts:sign_up")).content.decode()
    assert not re.search(r'name="accept"[^>]*checked', page)
    response = sign_up(visitor, "a@example.com", password="12345678", accept="")
    assert response.context["form"].errors.keys() == {"password", "accept"}


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("", ["请填写这一项。", "请填写这一项。", "请先勾选。"]),
        ("/en", ["Please fill this in."] * 2 + ["Please tick this to go on."]),
    ],
)
def test_errors_are_ours_and_in_the_language_of_the_page(visitor, prefix, words):
    response = visitor.post(f"{prefix}/accounts/sign-up/", {"language": "en"})
    page = response.content.decode()
    assert re.findall(r'<span class="error">.*?<span>(.*?)</span>', page) == words
    # or the browser would speak first, in its own language
    assert re.search(r'<form method="post"[^>]*\bnovalidate', page)


@pytest.mark.parametrize(("prefix", "mark"), [("", "必填"), ("/en", "required")])
def test_a_box_that_must_be_ticked_says_so(visitor, prefix, mark):
    page = folded(visitor.get(f"{prefix}/accounts/sign-up/").content.decode())
    boxes = re.findall(r'<label class="check" for="id_accept">(.*?)</label>', page)
    assert [f"<em>{mark}</em>" in box for box in boxes] == [True]


def test_what_is_needed_now_and_then_is_not_called_optional(member):
    for page, mark in (("/en/accounts/", "if needed"), ("/en/accounts/confirm/", "required")):
        labels = re.findall(
            r'<label class="lab" for="id_password">(.*?)</label>',
            folded(member.get(page).content.decode()),
        )
        assert [mark in label for label in labels] == [True]


@pytest.mark.parametrize("typed", ["Lin@Example.com", " lin@example.com ", "138 0013 8000"])
def test_sign_in_by_either(visitor, typed):
    user = User.objects.create_user("lin@example.com", PASSWORD, mobile="13800138000")
    assert sign_in(visitor, typed).status_code == 302
    assert who(visitor) == str(user.pk)


def test_a_wrong_password_and_an_unknown_name_read_alike(visitor):
    User.objects.create_user("lin@example.com", PASSWORD)
    wrong = sign_in(visitor, "lin@example.com", "no").context["form"].errors
    unknown = sign_in(visitor, "nobody@example.com", "no").context["form"].errors
    assert wrong == unknown
    assert who(visitor) is None


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/cart/", "/cart/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("accounts:close", "/"),
        ("-1", "/"),
        ("", "/"),
    ],
)
def test_the_next_url_stays_on_this_site(visitor, wanted, led_to):
    User.objects.create_user("lin@example.com", PASSWORD)
    assert sign_in(visitor, "lin@example.com", next=wanted).url == led_to


@pytest.mark.parametrize(
    ("duties", "led_to"),
    [((groups.COUNTER,), "/counter/"), ((groups.CLERKS,), "/clearance/"), ((), "/")],
)
def test_staff_are_led_to_their_workplace(visitor, duties, led_to):
    person = User.objects.create_user("lin@example.com", PASSWORD)
    person.groups.set(Group.objects.get_or_create(name=name)[0] for name in duties)
    assert sign_in(visitor, "lin@example.com").url == led_to
    assert sign_in(Client(), "lin@example.com", next="/cart/").url == "/cart/"


def test_sign_out_only_by_post(member):
    assert member.get(reverse("accounts:sign_out")).status_code == 405
    assert member.post(reverse("accounts:sign_out")).status_code == 302
    assert who(member) is None


def test_forgotten_password_by_an_email_in_the_accounts_language(visitor, settings):
    settings.SITE_URL = "https://expo.example"
    User.objects.create_user("lin@example.com", PASSWORD, language="en")
    visitor.post(
        reverse("accounts:reset_password"), {"email": "Lin@example.com"}, HTTP_HOST="evil.example"
    )
    (sent,) = mail.outbox
    assert sent.to == ["lin@example.com"]
    link = re.search(r"https://expo\.example(/en/\S+)", sent.body)[1]
    form_page = visitor.get(link, follow=True)
    path = form_page.redirect_chain[-1][0]
    response = visitor.post(
        path, {"new_password1": "nieuw-woord-9", "new_password2": "nieuw-woord-9"}
    )
    assert response.status_code == 302
    assert User.objects.get().check_password("nieuw-woord-9")
    assert visitor.get(link, follow=True).context["validlink"] is False


def test_no_email_and_no_hint_about_an_unknown_address(visitor):
    response = visitor.post(reverse("accounts:reset_password"), {"email": "nobody@example.com"})
    assert (response.status_code, mail.outbox) == (302, [])


def test_the_name_changes_freely_the_address_only_with_the_password(member):
    page = reverse("accounts:account")
    data = {"name": "林二", "email": "lin@example.com", "mobile": "", "language": "en"}
    assert member.post(page, data).status_code == 302
    assert member.post(page, {**data, "email": "x@example.com"}).status_code == 200
    assert member.post(page, {**data, "email": "", "mobile": ""}).status_code == 200
    changed = {**data, "email": "x@example.com", "mobile": "13800138000", "password": PASSWORD}
    assert member.post(page, changed).status_code == 302
    user = User.objects.get()
    # the new address counts once it is proved: see test_addresses
    assert (user.name, user.email, user.mobile) == ("林二", "lin@example.com", "13800138000")


def test_a_new_password_signs_other_devices_out(member):
    other = Client()
    other.force_login(member.user)
    passwords = {
        "old_password": PASSWORD,
        "new_password1": "ander-woord-3",
        "new_password2": "ander-woord-3",
    }
    assert member.post(reverse("accounts:change_password"), passwords).status_code == 302
    assert member.get(reverse("accounts:account")).status_code == 200
    assert other.get(reverse("accounts:account")).status_code == 302


def test_a_copy_of_ones_data(member):
    data = member.get(reverse("accounts:my_data")).json()
    assert data["account"]["email"] == "lin@example.com"
    assert "password" not in str(data)


def test_closing_forgets_the_person(member):
    page = reverse("accounts:close")
    assert member.post(page, {"password": "wrong", "sure": "on"}).status_code == 200
    assert member.post(page, {"password": PASSWORD, "sure": "on"}).status_code == 302
    user = User.objects.get()
    assert (user.name, user.mobile, user.is_active) == ("", None, False)
    assert "lin@" not in user.email
    assert who(member) is None


def test_an_app_above_can_keep_an_account_open(member, monkeypatch):
    hooks.replace(monkeypatch, "personal_data", open_orders)
    assert member.get(reverse("accounts:my_data")).json()["orders"] == ["E1"]
    response = member.post(reverse("accounts:close"), {"password": PASSWORD, "sure": "on"})
    assert "An order is on its way." in response.content.decode()
    assert User.objects.get().is_active


def test_the_admin_has_no_second_door(visitor):
    assert visitor.get("/admin/").url.startswith("/accounts/sign-in/?next=/admin/")
    assert visitor.get("/admin/login/").url == "/accounts/sign-in/?next=%2Fadmin%2F"


@pytest.mark.parametrize("path", ["/_util/login/", "/en/_util/login/"])
def test_a_library_sign_in_page_without_a_next_leads_home(visitor, path):
    """A consumer landed in the admin, which answered 403."""
    User.objects.create_user("lin@example.com", PASSWORD)
    led_to = visitor.get(path).url
    response = visitor.post(led_to, {"login": "lin@example.com", "password": PASSWORD})
    assert response.url in ("/", "/en/")


def test_the_desk_is_offered_to_those_who_work_at_one(member):
    def places():
        page = folded(member.get("/en/accounts/").content.decode())
        return re.findall(r'<a href="([^"]+)"><b>', page.split("Shortcuts")[1])

    assert "/en/desk/kiwi/" not in places()
    make_member(make_exhibitor("kiwi"), "lin@example.com", "viewer")
    assert places().count("/en/desk/kiwi/") == 1


@pytest.mark.parametrize(("length", "taken"), [(128, True), (129, False)])
def test_a_new_password_has_at_most_128_characters(member, length, taken):
    """Those of a reset and a change had no limit (OWASP ASVS 2.1.2)."""
    new = ("ander-woord-" * 11)[:length]
    change = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    page = member.post(reverse("accounts:change_password"), change)
    assert page.status_code == (302 if taken else 200)
    assert User.objects.get().check_password(new) == taken
    if not taken:
        assert "最多 128 个字" in page.content.decode()
    applied = sign_up(Client(), "mei@example.com", password=new)
    assert (applied.status_code == 302) == taken
