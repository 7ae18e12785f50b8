"""Guesses are slowed down where they come from; the owner always gets in."""

import pytest
from django.conf import settings as configured
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from core.models import User
from tests.accounts import mailbox
from tests.accounts.test_accounts import PASSWORD, who

pytestmark = pytest.mark.django_db
STRANGER, HOME = "192.0.2.66", "198.51.100.7"


@pytest.fixture(autouse=True)
def _paced(settings):
    settings.RATE_LIMITS_ON = settings.AXES_ENABLED = True
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "sign_in": (1000, 300)}
    settings.AXES_FAILURE_LIMIT = 3
    caches["shared"].clear()


@pytest.fixture
def lin():
    return User.objects.create_user("lin@example.com", PASSWORD, language="en")


def attempt(login, password="guess", network=STRANGER, client=None):
    data = {"login": login, "password": password}
    client = client or Client()
    response = client.post(reverse("accounts:sign_in"), data, REMOTE_ADDR=network)
    response.signed_in = who(client) is not None
    return response


def test_a_full_width_letter_is_no_other_login(lin):
    typed = ["lin@example.com", "ｌin@example.com", "LIN@example.com ", "lｉn@example.com"]
    codes = [attempt(login).status_code for login in typed]
    assert codes == [200, 200, 429, 429]


def test_a_stranger_cannot_lock_the_owner_out(lin):
    for _ in range(10):
        attempt("lin@example.com")
    assert not attempt("lin@example.com", PASSWORD).signed_in
    assert attempt("lin@example.com", PASSWORD, HOME).signed_in


def test_after_too_many_guesses_a_link_lets_the_owners_browser_go_on(lin):
    browser = Client()
    for _ in range(4):
        response = attempt("lin@example.com", client=browser)
    assert response.status_code == 429
    assert "如果账户绑定了邮箱" in response.content.decode()
    link = mailbox.link_to("lin@example.com")
    browser.post(link, REMOTE_ADDR=STRANGER)
    assert attempt("lin@example.com", PASSWORD, client=browser).signed_in
    assert browser.get(link).status_code == 404


def test_an_unknown_login_gets_the_same_page_and_no_email(lin):
    pages = {}
    for login in ("lin@example.com", "nobody@example.com"):
        pages[login] = [attempt(login).content for _ in range(4)][-1]
    assert pages["lin@example.com"] == pages["nobody@example.com"]
    assert mailbox.read("nobody@example.com") is None


def test_an_attacker_does_not_fill_the_mailbox(lin):
    for n in range(12):
        attempt("lin@example.com", network=f"192.0.2.{n % 2}")
    mailbox.read("lin@example.com")
    limit = configured.RATE_LIMITS["try_again"][0]
    assert len(mailbox.mail.outbox) == limit


def test_guesses_from_many_networks_stop_unknown_browsers_only(lin, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "sign_in_account": (3, 3600)}
    owner = Client()
    assert attempt("lin@example.com", PASSWORD, HOME, owner).signed_in
    owner.post(reverse("accounts:sign_out"))
    codes = [attempt("lin@example.com", network=f"203.0.113.{n}").status_code for n in range(4)]
    assert codes == [200, 200, 429, 429]  # the owner's own first try was one of them
    assert attempt("lin@example.com", PASSWORD, HOME, owner).signed_in
    # a new browser of the owner needs the link, and then gets in too
    phone = Client()
    assert not attempt("lin@example.com", PASSWORD, "203.0.113.99", phone).signed_in
    phone.post(mailbox.link_to("lin@example.com"), REMOTE_ADDR="203.0.113.99")
    assert attempt("lin@example.com", PASSWORD, "203.0.113.99", phone).signed_in


def test_a_right_password_forgets_the_slips_before_it(lin):
    for _ in range(3):
        attempt("lin@example.com")
        attempt("lin@example.com")
        assert attempt("lin@example.com", PASSWORD).signed_in


@pytest.mark.parametrize("page", ["sign_up", "reset_password"])
def test_nobody_fills_a_mailbox_from_many_networks(lin, settings, page):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "mail_to_address": (2, 3600)}
    form = {"login": lin.email, "email": lin.email, "password": PASSWORD, "accept": "on"}
    answers = [
        Client().post(
            reverse(f"accounts:{page}"), {**form, "language": "en"}, REMOTE_ADDR=f"192.0.2.{n}"
        )
        for n in range(4)
    ]
    assert len({(answer.status_code, answer.url) for answer in answers}) == 1
    mailbox.read(lin.email)
    assert len(mailbox.mail.outbox) == 2


def test_sign_ups_by_strangers_keep_no_reset_away(lin, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "mail_to_address": (1, 3600)}
    form = {"login": lin.email, "password": PASSWORD, "accept": "on", "language": "en"}
    for n in range(3):
        Client().post(reverse("accounts:sign_up"), form, REMOTE_ADDR=f"192.0.2.{n}")
    Client().post(reverse("accounts:reset_password"), {"email": lin.email})
    mailbox.read(lin.email)
    assert [m for m in mailbox.mail.outbox if "/accounts/password/new/" in m.body]


@pytest.fixture
def crowd(settings, lin):
    """Strangers behind one address have used up the tries of its network; lin's own browser is
    there too."""
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "sign_in": (3, 300)}
    owner = Client(REMOTE_ADDR=STRANGER)
    assert attempt(lin.email, PASSWORD, client=owner).signed_in
    owner.post(reverse("accounts:sign_out"))
    for n in range(5):
        attempt(f"nobody{n}@example.com")
    return owner


def test_a_known_browser_gets_in_though_strangers_used_up_the_networks_tries(crowd, lin):
    """Visitors on the venue's Wi-Fi kept the counter's staff out."""
    assert attempt(lin.email, PASSWORD, client=crowd).signed_in


def test_and_though_they_guessed_at_that_very_account(crowd, lin, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "sign_in": (1000, 300)}
    for _ in range(4):
        attempt(lin.email)
    assert attempt(lin.email, PASSWORD).status_code == 429
    assert attempt(lin.email, PASSWORD, client=crowd).signed_in


def test_a_known_browser_guesses_no_faster(crowd, lin):
    codes = [attempt(lin.email, client=crowd).status_code for _ in range(4)]
    assert codes == [200, 200, 429, 429]
    crowd.post(mailbox.link_to(lin.email))
    assert attempt(lin.email, PASSWORD, client=crowd).status_code == 429  # "sign_in" counts on
    assert attempt("nobody@example.com", client=crowd).status_code == 429  # not known by this one


def test_other_browsers_there_get_a_link_instead_of_a_refusal(crowd, lin):
    phone = Client(REMOTE_ADDR=STRANGER)
    page = attempt(lin.email, PASSWORD, client=phone)
    assert (page.status_code, page.signed_in) == (429, False)
    assert "如果账户绑定了邮箱" in page.content.decode()
    phone.post(mailbox.link_to(lin.email))
    assert attempt(lin.email, PASSWORD, client=phone).signed_in


def test_nobody_fills_many_mailboxes_from_one_network(crowd, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "try_again_network": (2, 3600)}
    caches["shared"].clear()
    for n in range(6):
        User.objects.create_user(f"mei{n}@example.com", PASSWORD)
        for _ in range(4):
            attempt(f"mei{n}@example.com")
    mailbox.read("mei0@example.com")
    assert len(mailbox.mail.outbox) == 2


def test_strangers_there_keep_nobody_from_their_own_pages(crowd, lin):
    attempt(lin.email, PASSWORD, client=crowd)
    for page, data in (("account", {"name": ""}), ("confirm", {}), ("change_password", {})):
        assert crowd.post(reverse(f"accounts:{page}"), data).status_code == 200, page
