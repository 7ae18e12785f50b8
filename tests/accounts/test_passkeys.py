"""A passkey is made and signs in by itself, in a browser with a virtual authenticator."""

from types import SimpleNamespace

import pytest

from accounts.models import SignedInSession
from accounts.second_factor import devices
from core.models import User
from evidence.models import Entry
from tests.accounts.test_accounts import PASSWORD
from tests.journeys.conftest import Visitor
from tests.search.browser.conftest import (  # noqa: F401 - fixtures
    _browser_first,
    chromium,
    wait_for_request_threads,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow("a browser makes a passkey, checked by axe at each page"),
]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def lin(chromium, live_server, settings):  # noqa: F811
    """Lin's phone, which has a fingerprint reader."""
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = [live_server.url]
    user = User.objects.create_user("lin@example.com", PASSWORD, name="林一")
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    context.set_default_timeout(15_000)
    visitor = Visitor(context.new_page(), SimpleNamespace(url=live_server.url))
    device = context.new_cdp_session(visitor.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    visitor.user = user
    yield visitor
    context.close()
    wait_for_request_threads()
    assert visitor.errors == []


def give_password(lin):
    lin.go("/accounts/sign-in/").check_accessibility()
    lin.page.fill("main input[name=login]", "lin@example.com")
    lin.page.fill("main input[name=password]", PASSWORD)
    lin.page.click("main form button.btn--seal")
    lin.page.wait_for_load_state()


def sign_out(lin):
    lin.go("/accounts/")
    lin.page.click("form[action$='sign-out/'] button")
    lin.page.wait_for_url("**/")


def test_a_passkey_is_made_and_signs_in_alone_and_after_the_password(lin):
    give_password(lin)
    lin.go("/accounts/security/").check_accessibility()
    lin.page.click("text=添加")
    lin.page.wait_for_selector("#passkey-register-button")
    lin.check_accessibility()
    lin.page.click("#passkey-register-button")
    lin.page.wait_for_url("**/accounts/security/")
    lin.check_accessibility()
    assert devices.passkeys_of(lin.user).get().name == "Linux，Chrome"
    assert Entry.objects.filter(kind="second factor changed").count() == 1

    sign_out(lin)
    lin.go("/accounts/sign-in/?next=/cart/")
    lin.page.click("#passkey-verification-button")
    lin.page.wait_for_url(lambda url: "/sign-in/" not in url)
    assert lin.page.url.endswith("/cart/")
    assert SignedInSession.objects.get().method == "passkey"

    sign_out(lin)
    give_password(lin)
    assert lin.page.url.endswith("/accounts/sign-in/code/")
    lin.check_accessibility()
    lin.page.click("#passkey-verification-button")
    lin.page.wait_for_url(lambda url: "/accounts/sign-in" not in url)
    assert SignedInSession.objects.get().method == "passkey"
