"""Which real services this run may use. Each is named by an environment variable; without it the
test is skipped with the reason, and with REQUIRE_SERVICES=1 such a skip is a failure."""

import gc
import os
import shutil
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.test import TransactionTestCase
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed
from xdist.scheduler import LoadFileScheduling

from tests import database, durations
from tests.order import longest_first
from tests.sampling import EVERYDAY_EXAMPLES, EVERYTHING
from tools.processes import compile_translations

hypothesis.settings.register_profile("everyday", max_examples=EVERYDAY_EXAMPLES, deadline=None)
hypothesis.settings.register_profile("everything", max_examples=200, deadline=None)
hypothesis.settings.load_profile("everything" if EVERYTHING else "everyday")
pytest_plugins = ["tests.expo_site"]  # the seeded expo, for tests of several apps

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


IN_MEMORY, ROOM = "/dev/shm", 2 * 1024**3
NO_FILES = database.FOLDER / "static"
SAME_FOR_EVERY_TEST = {
    "CELERY_TASK_ALWAYS_EAGER": True,
    "SEARCH_NUDGE": False,  # tests drain the index's queue themselves
    "SEARCH_NOTES": False,
    # a site that runs on this clone's data has drawn others
    "CLEARANCE_SECRET": "expo-clearance-stand-in",
    "STRIPE_SECRET_KEY": "sk_test_expo_stand_in",
    "STRIPE_WEBHOOK_SECRET": "whsec_expo_stand_in",
    "RATE_LIMITS_ON": False,
    "AXES_ENABLED": False,
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "WHITENOISE_USE_FINDERS": False,  # each client would look through all static files
    "STATIC_ROOT": NO_FILES,
    "STORAGES": {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}
NEEDS_COPY = pytest.StashKey[bool]()
DATABASE_FIXTURES = {"db", "transactional_db"}
COPIES = pytest.StashKey[tuple]()


def has_room(folder):
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ROOM


def pytest_configure(config):
    if has_room(IN_MEMORY):  # a search index and a database are written to disk many times a test
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", IN_MEMORY)
    compile_translations.compile_all()  # a fresh clone has none, and pages would speak English
    # Django was set up before this, and keeps what it did not find
    translation_file_changed(None, Path("django.mo"))
    NO_FILES.mkdir(parents=True, exist_ok=True)
    for name, value in SAME_FOR_EVERY_TEST.items():
        setattr(settings, name, value)
    # several workers, and several test runs, may share one Redis: each keeps its own keys
    for cache in settings.CACHES.values():
        cache["KEY_PREFIX"] = f"test-{os.getpid()}"
    for name, variable in SERVICES.items():
        config.addinivalue_line("markers", f"{name}: needs {variable}")
    config.addinivalue_line("markers", "database: uses the database; set by itself")


class ByFileAndSite(LoadFileScheduling):
    """On several cores a file stays together, and the journeys, which start whole sites, stay on
    one core."""

    def __init__(self, config, log):
        super().__init__(config, log)
        config.option.loadscopereorder = False  # files go as `longest_first` left them

    def _split_scope(self, nodeid):
        scope = super()._split_scope(nodeid)
        return "journeys" if "/journeys/" in scope else scope


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(config, items):
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & {*item.fixturenames}:
            item.add_marker("database")
    if unexplained := durations.without_reason(items):
        raise pytest.UsageError(f"@pytest.mark.slow takes a reason: {', '.join(unexplained)}")
    if hasattr(config, "workerinput"):  # one of several workers
        longest_first(items)


def pytest_collection_finish():
    """What imports and collection leave is there to stay: the collector need not look at it again,
    and a forked process copies less of it."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter):
    durations.report_unexplained(terminalreporter, reasons={"slow", "journeys", *SERVICES})


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return ByFileAndSite(config, log)


def pytest_runtest_setup(item):
    for name, variable in SERVICES.items():
        if item.get_closest_marker(name) and not os.environ.get(variable):
            reason = f"{name}: set {variable} to run this test"
            if os.environ.get("REQUIRE_SERVICES") == "1":
                pytest.fail(reason)
            pytest.skip(reason)
    if item.session.stash.get(NEEDS_COPY, False) and item.session.stash.get(COPIES, None):
        item.session.stash[NEEDS_COPY] = False
        blocker, copies = item.session.stash[COPIES]
        with blocker.unblock():
            copies.restore()


@pytest.fixture(scope="session")
def database_copies(request, tmp_path_factory, django_test_environment, django_db_blocker):
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with django_db_blocker.unblock():
        copies = database.copies(worker, tmp_path_factory.mktemp("database"))
        database.use(copies)
    request.session.stash[COPIES] = (django_db_blocker, copies)
    # Django would empty every table and send every app its migration signals again, which takes
    # longer than most tests: what a committing test leaves is dropped with its copy (see below)
    TransactionTestCase._fixture_teardown = lambda self: None
    yield copies
    with django_db_blocker.unblock():
        database.connection.close()
        copies.delete()


@pytest.fixture(scope="session")
def django_db_setup(database_copies):
    """Instead of pytest-django's own: a copy of the migrated template."""


@pytest.fixture(autouse=True)
def _restore_after_commits(request):
    """A test that commits for real leaves its rows behind: whatever follows starts from a fresh
    copy again."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = (marker and marker.kwargs.get("transaction")) or (
        {"transactional_db", "live_server"} & set(request.fixturenames)
    )
    if commits:
        request.session.stash[NEEDS_COPY] = True


@pytest.fixture
def elasticsearch_url():
    return os.environ["TEST_ELASTICSEARCH_URL"]


@pytest.fixture(autouse=True)
def _clear_minute_caches():
    """Each process caches the tariff, the day's rules and the like for a minute; each test has its
    own: what it leaves is rolled back, which sends no signal."""
    yield
    # imported here: this file is loaded before Django's apps are
    from core.minute_cache import forget_everything

    forget_everything()


@pytest.fixture(autouse=True)
def _site_language(settings):
    """A page of the test before leaves its language behind, and `reverse` follows it."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _isolated_files(settings, tmp_path):
    """Each test has its own folder for what would land in var/."""
    settings.VAR_DIR = tmp_path
    settings.SEARCH_DIR = tmp_path / "search"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.CLEARANCE_DROP_DIR = tmp_path / "clearance"
    settings.EVIDENCE_STAMP_LOG = tmp_path / "evidence" / "stamps.log"
