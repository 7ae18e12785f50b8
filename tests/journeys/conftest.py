import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.journeys.running_site import RunningSite

HERE = Path(__file__).parent
KINDS = ["embedded", "services"]
SERVICES = (
    "TEST_POSTGRES_URL", "TEST_REDIS_URL", "TEST_RABBITMQ_URL", "TEST_ELASTICSEARCH_URL",
)  # fmt: skip


@pytest.fixture(scope="session", params=KINDS)
def running_site(request, tmp_path_factory, django_test_environment):
    if request.param == "services" and (missing := [n for n in SERVICES if n not in os.environ]):
        (pytest.fail if os.environ.get("REQUIRE_SERVICES") == "1" else pytest.skip)(
            f"set {', '.join(missing)} to run this journey on real services"
        )
    opened = RunningSite(request.param, tmp_path_factory.mktemp(request.param)).open()
    opened.manage("import_goods", HERE / "goods.csv", "--exhibitor", "kiwi", "--approve")
    yield opened
    assert opened.close() == []


@pytest.fixture(scope="module")
def chromium():
    """For one file: Playwright keeps an event loop in this thread, and beside a loop Django lets
    nobody near the database, so other files' tests must not find it running."""
    with sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=os.environ["CHROMIUM"],
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync", "--no-first-run"],
        )  # fmt: skip
        yield browser
        browser.close()


class Visitor:
    """A browser window; collects what the console reports, and can run axe."""

    def __init__(self, page, running_site):
        self.page, self.running_site = page, running_site
        self.errors = []
        page.on("console", self.record_console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def record_console(self, message):
        if message.type == "error" and "favicon" not in message.text:
            self.errors.append(message.text)

    def go(self, path):
        response = self.page.goto(self.running_site.url + path)
        assert response.status < 400, (path, response.status)
        return self

    def check_accessibility(self):
        """axe finds nothing serious on the page as it stands."""
        violations = Axe().run(self.page).response["violations"]
        serious = [
            (rule["id"], rule["nodes"][0]["html"][:200], self.page.url)
            for rule in violations
            if rule["impact"] in ("serious", "critical")
        ]
        assert serious == [], serious
        return self

    def sign_in(self, email, prefix=""):
        self.go(f"{prefix}/accounts/sign-in/")
        self.page.fill("main input[name=login]", email)
        self.page.fill("main input[name=password]", "expo-demo")
        self.page.locator("main form button.btn--seal").click()
        self.page.wait_for_load_state()
        return self


@pytest.fixture
def visitor(chromium, running_site):
    """A function that opens a browser window: width 1280, or a phone's 390."""
    opened = []

    def make(width=1280, language="zh-CN"):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale=language, has_touch=width < 500
        )
        context.set_default_timeout(15_000)
        opened.append((context, window := Visitor(context.new_page(), running_site)))
        return window

    yield make
    for context, window in opened:
        context.close()
        assert window.errors == []
