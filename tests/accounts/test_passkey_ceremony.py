"""What a passkey's two steps accept: the person they were begun for, in time, and verified where
the passkey is all that is given."""

import json

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.actions import second_factor
from accounts.models import AccountEmail
from accounts.second_factor import devices
from core.models import User
from evidence.models import Entry
from tests.accounts.security_keys import (
    HOST,
    ORIGIN,
    REGISTER_BEGIN,
    REGISTER_COMPLETE,
    SecurityKey,
    begin,
    complete,
)
from tests.accounts.test_accounts import PASSWORD, sign_in, who

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site_on_a_host_name(settings):
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = [ORIGIN]
    settings.ALLOWED_HOSTS = [HOST]


@pytest.fixture
def browser():
    return Client(headers={"host": HOST})


@pytest.fixture
def mei():
    return User.objects.create_user("mei@example.com", PASSWORD)


@pytest.fixture
def mallory():
    user = User.objects.create_user("mallory@example.com", PASSWORD)
    TOTPDevice.objects.create(user=user, name="authenticator", confirmed=True)
    return user


def change_password(user):
    user.set_password("another-kraanvogel-8")
    user.save(update_fields=["password"])


def test_a_passkey_alone_signs_in_only_where_it_verifies_the_person(browser, mei):
    for verifies, status, signed_in in ((False, 422, None), (True, 200, str(mei.pk))):
        key = SecurityKey(verifies=verifies)
        key.belongs_to(mei)
        assert complete(browser, key.answer(begin(browser))).status_code == status
        assert who(browser) == signed_in


def test_after_the_password_touching_the_key_is_enough(browser, mei):
    key = SecurityKey()
    key.belongs_to(mei)
    sign_in(browser, "mei@example.com")
    options = begin(browser)
    assert options["userVerification"] == "discouraged"
    assert complete(browser, key.answer(options)).status_code == 200
    assert who(browser) == str(mei.pk)


def test_a_stolen_key_does_not_sign_in_by_a_step_begun_for_another_account(browser, mei, mallory):
    """Mallory begins for the account of her own, whose password then changes: nobody is awaited
    any longer, and what was begun asked for no PIN."""
    stolen = SecurityKey()
    stolen.belongs_to(mei)
    sign_in(browser, "mallory@example.com")
    options = begin(browser)
    change_password(mallory)

    assert complete(browser, stolen.answer(options)).status_code == 400
    assert who(browser) is None


def test_nor_by_one_begun_before_somebody_else_gave_a_password(browser, mei, mallory):
    key = SecurityKey(verifies=True)
    key.belongs_to(mei)
    options = begin(browser)
    sign_in(browser, "mei@example.com")
    assert complete(browser, key.answer(options)).status_code == 400
    assert who(browser) is None


def test_what_was_begun_ends_after_five_minutes(browser, mei):
    key = SecurityKey(verifies=True)
    key.belongs_to(mei)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        options = begin(browser)
        clock.shift(301)
        answer = complete(browser, key.answer(options))
    assert (answer.status_code, who(browser)) == (400, None)


def register(browser, key=None):
    key = key or SecurityKey()
    made = key.registration(begin(browser, REGISTER_BEGIN))
    return complete(browser, made, REGISTER_COMPLETE)


def test_a_new_passkey_is_in_the_ledger_as_before_and_after(browser, mei):
    browser.force_login(mei)
    assert register(browser).json() == {"id": devices.passkeys_of(mei).get().pk}
    none = {"authenticator": False, "passkeys": 0, "backup_codes": 0}
    payload = json.loads(Entry.objects.get(kind="second factor changed").payload)
    assert payload == {"before": none, "after": none | {"passkeys": 1}}
    assert AccountEmail.objects.get().data == {"what": "passkey_added", "left": 0}
    assert "尚无备用码" in browser.get(reverse("accounts:security")).content.decode()


def test_a_passkey_that_another_account_has_is_not_taken_and_not_told_of(browser, mei, mallory):
    key = SecurityKey()
    key.belongs_to(mallory)
    browser.force_login(mei)
    assert register(browser, key).status_code == 400
    assert devices.passkeys_of(mei).count() == 0


def test_a_passkey_is_not_added_without_its_entry(browser, mei, monkeypatch):
    """As when the process is killed between the two."""

    def killed(*args, **kwargs):
        raise SystemExit

    browser.force_login(mei)
    monkeypatch.setattr(second_factor.security_events, "record", killed)
    with pytest.raises(SystemExit):
        register(browser)
    assert (devices.passkeys_of(mei).count(), AccountEmail.objects.count()) == (0, 0)
