import pytest

from tests.clearance.customs import Customs


@pytest.fixture(scope="session")
def platform(tmp_path_factory):
    running = Customs(tmp_path_factory.mktemp("customs")).start()
    yield running
    running.stop()


@pytest.fixture
def customs(platform, settings):
    settings.CLEARANCE_URL = platform.url
    return platform
