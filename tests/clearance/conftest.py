import pytest

from tests.clearance.customs import Customs


@pytest.fixture(scope="session")
def platform(tmp_path_factory):
    running_returns = Customs(tmp_path_factory.mktemp("customs")).start()
    yield running_returns
    running_returns.stop()


@pytest.fixture
def customs(platform, settings):
    settings.CLEARANCE_URL = platform.url
    return platform
