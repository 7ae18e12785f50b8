import pytest

from orders import signals
from orders.payments import integrity
from tests.fake_stripe import SECRET, StandIn


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
def stand_in_process(tmp_path_factory):
    stand_in = StandIn(tmp_path_factory.mktemp("payments") / "store")
    try:
        stand_in.wait()
        yield stand_in
    finally:
        stand_in.stop()


@pytest.fixture
def stand_in(stand_in_process, settings, db):
    """The site's payment provider for this test. Whatever happens, the books agree at the end."""
    settings.STRIPE_API_BASE = stand_in_process.base
    settings.STRIPE_WEBHOOK_SECRET = SECRET
    settings.STRIPE_STAND_IN = True
    settings.STRIPE_FULL_OPTIONS = False
    yield stand_in_process
    assert integrity.check() == []


@pytest.fixture
def consumer(django_user_model):
    return django_user_model.objects.create_user("consumer@expo.test", "a-long-password")


@pytest.fixture
def stranger(django_user_model):
    return django_user_model.objects.create_user("stranger@expo.test", "a-long-password")
