import pytest

from orders import signals
from tests.stand_in import StandIn


@pytest.fixture(autouse=True)
def _nobody_upstairs():
    """These stories end at the orders' own door: the rooms above are not at home."""
    told = (signals.order_paid, signals.order_cancelled, signals.order_refunded)
    kept = [(signal, list(signal.receivers)) for signal in told]
    for signal in told:
        signal.receivers = []
        signal.sender_receivers_cache.clear()
    yield
    for signal, receivers in kept:
        signal.receivers = receivers
        signal.sender_receivers_cache.clear()


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
