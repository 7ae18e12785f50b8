"""Where somebody is signed in, for how long, and how they end it from elsewhere."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import SignedInSession
from accounts.sign_in import sessions
from centers.models import DisplayCenter
from core import groups
from core.models import User
from tests.accounts.test_accounts import PASSWORD, sign_in, who

pytestmark = pytest.mark.django_db
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
DESKTOP = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/142.0.0.0 Safari/537.36"
)
SECURITY = "/accounts/security/"


@pytest.fixture
def lin():
    return User.objects.create_user("lin@example.com", PASSWORD, name="林一")


@pytest.fixture
def clerk():
    user = User.objects.create_user("clerk@example.com", PASSWORD)
    user.groups.add(Group.objects.get(name=groups.CLERKS))
    return user


def browser(user, agent=DESKTOP):
    client = Client(HTTP_USER_AGENT=agent)
    assert sign_in(client, user.email).status_code == 302
    return client


def test_one_sees_where_one_is_signed_in(lin):
    desktop, _phone = browser(lin), browser(lin, PHONE)
    rows = desktop.get(SECURITY).context["sessions"]
    assert [(row["name"], row["is_this"]) for row in rows] == [
        ("iPhone，Safari", False),
        ("Windows，Chrome", True),
    ]
    assert rows[1]["session"].network == "127.0.0.1"


def test_a_lost_phone_is_signed_out_from_the_desktop(lin):
    desktop, phone = browser(lin), browser(lin, PHONE)
    row = SignedInSession.objects.get(browser=PHONE)
    desktop.post(reverse("accounts:end_session", args=[row.pk]))
    assert phone.get(SECURITY).status_code == 302
    assert desktop.get(SECURITY).status_code == 200


def test_all_other_devices_are_signed_out_at_once(lin):
    desktop, phone, third = browser(lin), browser(lin, PHONE), browser(lin)
    desktop.post(reverse("accounts:end_other_sessions"))
    assert [each.get(SECURITY).status_code for each in (desktop, phone, third)] == [200, 302, 302]
    assert SignedInSession.objects.count() == 1


def test_nobody_ends_a_session_of_somebody_else(lin, clerk):
    browser(lin)
    row = SignedInSession.objects.get()
    response = browser(clerk).post(reverse("accounts:end_session", args=[row.pk]))
    assert response.status_code == 404
    assert SignedInSession.objects.filter(pk=row.pk).exists()


def test_a_browser_that_never_signed_in_before_is_marked(lin):
    first = browser(lin)
    first.post(reverse("accounts:sign_out"))
    first.post(reverse("accounts:sign_in"), {"login": lin.email, "password": PASSWORD})
    browser(lin, PHONE)
    marks = SignedInSession.objects.order_by("pk").values_list("browser", "is_unfamiliar")
    assert list(marks) == [(DESKTOP, False), (PHONE, True)]


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one_listed(lin):
    desktop, _phone = browser(lin), browser(lin, PHONE)
    new = {"new_password1": "ander-woord-3", "new_password2": "ander-woord-3"}
    desktop.post(reverse("accounts:change_password"), {"old_password": PASSWORD, **new})
    assert [row["is_this"] for row in desktop.get(SECURITY).context["sessions"]] == [True]


@pytest.mark.parametrize(
    ("minutes", "still_in"), [([29, 29, 29], True), ([31], False), ([29] * 25, False)]
)
def test_who_works_here_is_signed_out_after_30_idle_minutes_or_12_hours(clerk, minutes, still_in):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = browser(clerk)
        for pause in minutes:
            clock.shift(timedelta(minutes=pause))
            response = client.get(SECURITY)
        assert (response.status_code == 200) is still_in


def test_a_page_that_refreshes_itself_keeps_no_idle_session_alive(clerk):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = browser(clerk)
        for _minute in range(31):
            clock.shift(timedelta(minutes=1))
            response = client.get(SECURITY, headers={"X-Page-Refresh": "1"})
        assert response.status_code == 302


def test_a_shopper_stays_signed_in_for_weeks(lin):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = browser(lin)
        for _week in range(3):
            clock.shift(timedelta(days=7))
            assert client.get(SECURITY).status_code == 200


def test_a_role_granted_while_signed_in_shortens_the_session(lin):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = browser(lin)
        lin.groups.add(Group.objects.get(name=groups.OFFICE))
        clock.shift(timedelta(minutes=2))
        client.get(SECURITY)
        clock.shift(timedelta(minutes=31))
        assert client.get(SECURITY).status_code == 302


def test_a_display_centers_staff_works_here(lin):
    assert not sessions.works_here(lin)
    DisplayCenter.objects.create(slug="cbd", name_zh="展示中心").staff.add(lin)
    assert sessions.works_here(lin)


def test_my_data_asks_for_the_password_again_after_a_quarter_of_an_hour(lin):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = browser(lin)
        assert client.get("/accounts/my-data/").status_code == 200
        clock.shift(timedelta(minutes=16))
        page = client.get("/accounts/my-data/").url
        assert page == "/accounts/confirm/?next=%2Faccounts%2Fmy-data%2F"
        assert client.post(page, {"password": "guess"}).status_code == 200
        assert client.get("/accounts/my-data/").status_code == 302
        assert client.post(page, {"password": PASSWORD}).url == "/accounts/my-data/"
        assert client.get("/accounts/my-data/").status_code == 200


def test_guesses_at_an_open_browser_are_paced(lin, settings):
    settings.RATE_LIMITS_ON = True
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "confirm": (2, 900), "sign_in": (99, 300)}
    client = browser(lin)
    doors = [  # whichever of them asks for the password, it is one count
        ("/accounts/confirm/", {"password": "x"}),
        ("/accounts/", {"mobile": "13800138000", "language": "en", "password": "x"}),
        ("/accounts/close/", {"password": "x", "sure": "on"}),
        ("/accounts/password/", {"old_password": "x"}),
    ]
    codes = [client.post(page, form, REMOTE_ADDR="192.0.2.9").status_code for page, form in doors]
    assert codes == [200, 200, 429, 429]
    profile = {"name": "林", "email": lin.email, "language": "en"}
    assert client.post("/accounts/", profile).status_code == 302


def test_a_session_begun_before_the_list_existed_is_taken_into_it(lin):
    client = browser(lin)
    SignedInSession.objects.all().delete()
    session = client.session
    del session[sessions.STATE]
    session.save()
    assert len(client.get(SECURITY).context["sessions"]) == 1
    # and has given no password just now
    assert client.get("/accounts/my-data/").status_code == 302


def test_signing_out_and_the_nightly_clean_up_leave_no_row(lin):
    client = browser(lin)
    client.post(reverse("accounts:sign_out"))
    assert (who(client), SignedInSession.objects.count()) == (None, 0)
    browser(lin)
    Session.objects.all().delete()
    sessions.delete_outdated(timezone.now())
    assert SignedInSession.objects.count() == 0


def test_a_closed_account_is_signed_out_everywhere(lin):
    desktop, phone = browser(lin), browser(lin, PHONE)
    desktop.post(reverse("accounts:close"), {"password": PASSWORD, "sure": "on"})
    assert phone.get(SECURITY).status_code == 302
    assert Session.objects.filter(expire_date__gt=timezone.now()).count() <= 1
