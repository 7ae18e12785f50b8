"""Two steps: a code or a passkey after the password, for all who want it and all who work here."""

import re
import threading
import time
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.actions import second_factor
from accounts.second_factor import devices
from core import groups
from core.models import User
from evidence.models import Entry
from tests.accounts import mailbox
from tests.accounts.test_accounts import PASSWORD, sign_in, who
from tests.threads import needs_row_locks, run_together

pytestmark = pytest.mark.django_db
CODE_PAGE, SECURITY = "/accounts/sign-in/code/", "/accounts/security/"


@pytest.fixture
def lin():
    return User.objects.create_user("lin@example.com", PASSWORD, name="林一")


@pytest.fixture
def clerk():
    user = User.objects.create_user("clerk@example.com", PASSWORD)
    user.groups.add(Group.objects.get(name=groups.CLERKS))
    return user


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


@pytest.mark.parametrize("is_required", [True, False])
def test_the_page_says_of_staff_s_second_step_what_is_so(client, settings, is_required):
    settings.TWO_FACTOR_REQUIRED = is_required
    page = client.get(reverse("accounts:sign_in")).content.decode()
    assert "满 12 小时或 30 分钟无操作须重新登录" in page
    assert ("须两步验证" in page) == is_required


def code_of(device):
    return f"{totp(device.bin_key, t0=0, step=30, digits=6):06d}"


def with_authenticator(user):
    """Its key, with no code used yet."""
    return TOTPDevice.objects.create(user=user, name="authenticator", confirmed=True)


def verified(client, device):
    """The browser of somebody who has signed in with both steps."""
    client.force_login(device.user)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return client


def set_up(client):
    """An authenticator, as somebody does it; the page that answers."""
    client.get(reverse("accounts:authenticator"))
    device = TOTPDevice.objects.get(confirmed=False)
    return client.post(reverse("accounts:authenticator"), {"code": code_of(device)})


def test_an_authenticator_is_in_use_after_its_first_code_and_brings_backup_codes(client, lin):
    client.force_login(lin)
    page = reverse("accounts:authenticator")
    assert "data:image/svg+xml" in client.get(page).content.decode()
    assert "code" in client.post(page, {"code": "000000"}).context["form"].errors
    assert not devices.has_second_factor(lin)
    with time_machine.travel(time.time() + 60, tick=False):
        codes = set_up(client).context["codes"]
    assert (len(codes), devices.backup_codes_left(lin)) == (10, 10)
    assert not any(code in client.get(SECURITY).content.decode() for code in codes)
    assert "两步验证" in mailbox.read(lin.email).subject
    kept = Entry.objects.filter(kind="second factor changed")
    assert kept.count() == 2
    assert not any(code in entry.payload for entry in kept for code in codes)


def test_a_code_is_asked_after_the_password_and_taken_once(lin, clock):
    device, browser = with_authenticator(lin), Client()
    assert sign_in(browser, lin.email, next="/cart/").url == CODE_PAGE
    assert who(browser) is None
    code = code_of(device)
    assert browser.post(CODE_PAGE, {"code": f"{code[:3]} {code[3:]}"}).url == "/cart/"
    assert who(browser) == str(lin.pk)
    second = Client()
    sign_in(second, lin.email)
    assert second.post(CODE_PAGE, {"code": code}).status_code == 200
    assert who(second) is None


def test_no_code_page_without_the_password(client, lin):
    with_authenticator(lin)
    assert client.get(CODE_PAGE).url == reverse("accounts:sign_in")
    response = client.post(CODE_PAGE, {"code": "123456"})
    assert response.url == reverse("accounts:sign_in")


def test_a_password_changed_meanwhile_makes_the_first_step_worthless(lin, clock):
    device, browser = with_authenticator(lin), Client()
    sign_in(browser, lin.email)
    lin.set_password("ander-woord-3")
    lin.save()
    assert browser.post(CODE_PAGE, {"code": code_of(device)}).url == reverse("accounts:sign_in")


def test_guesses_at_codes_are_slowed_down_and_say_how_long(lin, clock):
    device, browser = with_authenticator(lin), Client()
    sign_in(browser, lin.email)
    for _guess in range(4):
        browser.post(CODE_PAGE, {"code": "000001"})
        clock.shift(timedelta(seconds=4))
    page = browser.post(CODE_PAGE, {"code": code_of(device)})
    assert "请等" in str(page.context["form"].errors)
    clock.shift(timedelta(seconds=60))
    assert browser.post(CODE_PAGE, {"code": code_of(device)}).status_code == 302


def test_a_backup_code_stands_in_once_for_a_lost_phone(lin):
    with_authenticator(lin)
    first, *_rest = second_factor.new_backup_codes(lin)
    browser, again = Client(), Client()
    sign_in(browser, lin.email)
    assert "10" in browser.get(CODE_PAGE).content.decode()
    assert browser.post(f"{CODE_PAGE}?with=backup", {"code": first.upper()}).status_code == 302
    assert devices.backup_codes_left(lin) == 9
    told = mailbox.read(lin.email)
    assert told.subject == "E博会：您的备用码已被使用"
    assert "还剩 9 个备用码" in told.body
    assert Entry.objects.filter(kind="second factor changed").count() == 2  # made, and used
    sign_in(again, lin.email)
    assert again.post(f"{CODE_PAGE}?with=backup", {"code": first}).status_code == 200
    assert Entry.objects.filter(kind="second factor changed").count() == 2


def test_new_backup_codes_make_the_old_ones_worthless(client, lin):
    verified(client, with_authenticator(lin))
    old = second_factor.new_backup_codes(lin)
    new = client.post(reverse("accounts:backup_codes")).context["codes"]
    assert set(old).isdisjoint(new)
    assert devices.backup_codes_left(lin) == 10


@pytest.mark.parametrize("opened_in", ["another browser", "the one that is signed in"])
def test_a_reset_password_goes_not_round_the_second_factor(client, lin, opened_in):
    device = with_authenticator(lin)
    if opened_in == "the one that is signed in":
        verified(client, device)
    client.post(reverse("accounts:reset_password"), {"email": lin.email})
    path = re.search(r"https?://[^/]+(/\S+)", mailbox.mail.outbox[-1].body)[1]
    form = client.get(path, follow=True).redirect_chain[-1][0]
    new = {"new_password1": "nieuw-woord-9", "new_password2": "nieuw-woord-9"}
    assert client.post(form, new).url == CODE_PAGE
    assert who(client) is None
    assert client.get(CODE_PAGE).context["person"] == lin


def test_who_works_here_sets_it_up_before_anything_opens(client, clerk, settings, clock):
    settings.TWO_FACTOR_REQUIRED = True
    sign_in(client, clerk.email)
    for page in ("/clearance/", "/admin/", "/en/clearance/", "/orders/", "/"):
        assert client.get(page).url.endswith(SECURITY), page
    assert "需要两步验证" in client.get(SECURITY).content.decode()
    set_up(client)
    assert client.get("/clearance/").status_code == 200


def test_a_session_without_the_code_gives_it_before_anything_opens(client, clerk, settings, clock):
    client.force_login(clerk)
    device = with_authenticator(clerk)
    settings.TWO_FACTOR_REQUIRED = True
    assert client.get("/clearance/").url == CODE_PAGE
    client.post(CODE_PAGE, {"code": code_of(device)})
    assert client.get("/clearance/").status_code == 200


def test_a_role_just_granted_needs_it_at_once_and_shoppers_do_not(client, lin, settings):
    settings.TWO_FACTOR_REQUIRED = True
    client.force_login(lin)
    assert client.get("/cart/").status_code == 200
    lin.groups.add(Group.objects.get(name=groups.OFFICE))
    assert client.get("/office/").url == SECURITY


def test_in_development_it_is_offered_only(client, clerk):
    client.force_login(clerk)
    assert client.get("/clearance/").status_code == 200
    assert reverse("accounts:authenticator") in client.get(SECURITY).content.decode()


def test_changes_of_it_ask_for_a_recent_sign_in(client, lin, clock):
    verified(client, with_authenticator(lin))
    clock.shift(timedelta(minutes=16))
    for name in ("authenticator", "backup_codes", "remove_authenticator", "add_passkey"):
        response = client.post(reverse(f"accounts:{name}"))
        assert response.url.startswith(reverse("accounts:confirm")), name
    assert devices.has_second_factor(lin)


def test_a_key_that_another_session_has_seen_is_not_the_one_taken_into_use(lin):
    thief, owner = Client(), Client()
    keys = []
    for browser in (thief, owner):
        browser.force_login(lin)
        keys.append(browser.get(reverse("accounts:authenticator")).context["key"])
    assert keys[0] != keys[1]
    device = TOTPDevice.objects.latest("pk")
    owner.post(reverse("accounts:authenticator"), {"code": code_of(device)})
    assert list(TOTPDevice.objects.filter(user=lin)) == [device]  # the thief's is gone
    assert devices.authenticator_of(lin) == device


def test_a_session_with_the_password_alone_changes_no_second_factor(client, lin):
    client.force_login(lin)
    with_authenticator(lin)
    second_factor.new_backup_codes(lin)
    for name in ("authenticator", "backup_codes", "remove_authenticator", "add_passkey", "my_data"):
        response = client.post(reverse(f"accounts:{name}"))
        assert response.url.startswith(CODE_PAGE), name
    assert devices.methods_of(lin) == {"authenticator": True, "passkeys": 0, "backup_codes": 10}


def test_the_code_leads_back_to_what_asked_for_it(client, lin, clock):
    client.force_login(lin)
    device = with_authenticator(lin)
    page = client.get(reverse("accounts:my_data")).url
    assert client.post(page, {"code": code_of(device)}).url == reverse("accounts:my_data")


def test_the_last_second_factor_takes_its_backup_codes_along(client, lin):
    device = with_authenticator(lin)
    second_factor.new_backup_codes(lin)
    verified(client, device)
    client.post(reverse("accounts:remove_authenticator"))
    assert devices.methods_of(lin) == {"authenticator": False, "passkeys": 0, "backup_codes": 0}
    assert sign_in(Client(), lin.email).url == "/"


def test_a_closed_account_keeps_no_device(client, lin):
    with_authenticator(lin)
    client.force_login(lin)
    client.post(reverse("accounts:close"), {"password": PASSWORD, "sure": "on"})
    assert not TOTPDevice.objects.exists()


def test_the_admin_changes_no_password_beside_ours(client, clerk):
    client.force_login(clerk)
    assert "new_password1" not in client.get("/admin/account/").content.decode()


def test_who_has_lost_everything_is_let_in_from_the_command_line(client, lin, capsys):
    with_authenticator(lin)
    client.force_login(lin)
    call_command("reset_two_factor", "LIN@example.com")
    assert client.get(SECURITY).status_code == 302
    assert sign_in(Client(), lin.email).url == "/"
    assert "两步验证" in mailbox.read(lin.email).subject
    assert Entry.objects.get(kind="second factor changed").actor == "command line"


@pytest.mark.parametrize(("host", "offered"), [("localhost", True), ("127.0.0.1", False)])
def test_passkeys_are_offered_on_host_names_only(client, lin, settings, host, offered):
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = ["http://localhost", "http://127.0.0.1"]
    sign_in_page = client.get("/accounts/sign-in/", HTTP_HOST=host).content.decode()
    client.force_login(lin)
    security = client.get(SECURITY, HTTP_HOST=host).content.decode()
    assert ("passkey-verification" in sign_in_page) is offered
    assert (reverse("accounts:add_passkey") in security) is offered


@pytest.mark.django_db(transaction=True)
def test_a_backup_code_used_while_new_ones_are_made_keeps_nobody_waiting(monkeypatch):
    """PostgreSQL ended one of the two as a deadlock: a page said 500."""
    needs_row_locks()
    user = User.objects.create_user("lin@example.com", PASSWORD)
    old = second_factor.new_backup_codes(user)
    is_used, tell = threading.Event(), second_factor.tell

    def tell_slowly(user, what, before, by):
        if what == "backup_code_used":
            is_used.set()
            time.sleep(0.5)
        tell(user, what, before, by)

    def act(i):
        if i == 0:
            return second_factor.use_backup_code(user, old[0])
        is_used.wait(5)
        return second_factor.new_backup_codes(user)

    monkeypatch.setattr(second_factor, "tell", tell_slowly)
    device, new = run_together(2, act)
    assert (device.user, len(new)) == (user, 10)
    assert devices.backup_codes_left(user) == 10


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["code", "backup code"])
def test_one_code_sent_twice_at_once_lets_one_in(kind):
    needs_row_locks()
    user = User.objects.create_user("lin@example.com", PASSWORD)
    device = with_authenticator(user)
    code = code_of(device)
    if kind == "backup code":
        code = second_factor.new_backup_codes(user)[0]
        device = devices.backup_device_of(user)
    outcomes = run_together(4, lambda _n: devices.verify(user, device, code))
    assert sorted(outcomes) == [False, False, False, True]
