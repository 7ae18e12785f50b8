import pytest

from tests.stand_in import StandIn


@pytest.fixture(scope="session")
def stand_in_process():
    stand_in = StandIn()
    try:
        stand_in.wait()
        yield stand_in
    finally:
        stand_in.stop()


@pytest.fixture
def stand_in(stand_in_process, settings):
    """The site's payment provider for this test: a localstripe with a memory of its own."""
    settings.STRIPE_API_BASE = stand_in_process.base
    settings.STRIPE_STAND_IN = True
    settings.STRIPE_FULL_OPTIONS = False
    return stand_in_process


@pytest.fixture
def consumer(django_user_model):
    return django_user_model.objects.create_user("consumer@expo.test", "a-long-password")


@pytest.fixture
def stranger(django_user_model):
    return django_user_model.objects.create_user("stranger@expo.test", "a-long-password")
