"""Which real services this run may use. Each is named by an environment variable; without it the
test is skipped with the reason, and with REQUIRE_SERVICES=1 such a skip is a failure."""

import os

import pytest

SERVICES = {
    "postgres": "TEST_POSTGRES_URL",
    "redis": "TEST_REDIS_URL",
    "rabbitmq": "TEST_RABBITMQ_URL",
    "elasticsearch": "TEST_ELASTICSEARCH_URL",
    "browser": "CHROMIUM",
    "stripe_mock": "STRIPE_MOCK_URL",
    "toxiproxy": "TOXIPROXY_URL",
    "xsd": "CEB_XSD_DIR",
}


def pytest_configure(config):
    for name, variable in SERVICES.items():
        config.addinivalue_line("markers", f"{name}: needs {variable}")


def pytest_runtest_setup(item):
    for name, variable in SERVICES.items():
        if item.get_closest_marker(name) and not os.environ.get(variable):
            reason = f"{name}: set {variable} to run this test"
            if os.environ.get("REQUIRE_SERVICES") == "1":
                pytest.fail(reason)
            pytest.skip(reason)


@pytest.fixture
def elasticsearch_url():
    return os.environ["TEST_ELASTICSEARCH_URL"]


@pytest.fixture(autouse=True)
def _quiet_outside(settings, tmp_path):
    """Each test has its own folder for what would land in var/, and sends no real mail."""
    settings.VAR_DIR = tmp_path
    settings.SEARCH_DIR = tmp_path / "search"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CLEARANCE_DROP_DIR = tmp_path / "clearance"
    settings.CELERY_TASK_ALWAYS_EAGER = True
    settings.RATE_LIMITS_ON = False
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
