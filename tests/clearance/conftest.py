import pytest
from django.contrib.auth.models import Group

from core.groups import CLERKS
from core.models import User
from tests.clearance import fakes
from tests.clearance.customs import Customs


@pytest.fixture(scope="session")
def platform(tmp_path_factory):
    running_customs = Customs(tmp_path_factory.mktemp("customs")).start()
    yield running_customs
    running_customs.stop()


@pytest.fixture
def customs(platform, settings):
    settings.CLEARANCE_URL = platform.url
    return platform


@pytest.fixture
def clerk(client):
    """A clerk of clearance, signed in."""
    user = User.objects.create_user("clerk@expo.test", "x")
    user.groups.add(Group.objects.get(name=CLERKS))
    client.force_login(user)
    return user


@pytest.fixture
def partners(settings):
    """Every firm and the transport accept whatever comes, and remember it."""
    fakes.requests.clear()
    roles = ("payment", "logistics", "agent", "operator")
    settings.CLEARANCE_PARTNERS = dict.fromkeys(roles, "tests.clearance.fakes.Firm")
    settings.CLEARANCE_TRANSPORT = "tests.clearance.fakes.Post"
