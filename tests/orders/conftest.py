import pytest
from django.contrib.auth.models import Group

from core.groups import CLERKS
from orders import signals
from orders.payments import integrity
from tests.exhibitors.factories import make_exhibitor, make_member
from tests.fake_stripe import SECRET, FakeStripe


@pytest.fixture(autouse=True)
def _without_other_apps():
    """These tests end at this app's signals: no receiver of the apps above runs."""
    sent_signals = (signals.order_paid, signals.order_cancelled, signals.order_refunded)
    receivers_before = [(signal, list(signal.receivers)) for signal in sent_signals]
    for signal in sent_signals:
        signal.receivers = []
        signal.sender_receivers_cache.clear()
    yield
    for signal, receivers in receivers_before:
        signal.receivers = receivers
        signal.sender_receivers_cache.clear()


@pytest.fixture(scope="session")
def fake_stripe_process(tmp_path_factory):
    fake_stripe = FakeStripe(tmp_path_factory.mktemp("payments") / "store")
    try:
        fake_stripe.wait()
        yield fake_stripe
    finally:
        fake_stripe.stop()


@pytest.fixture
def fake_stripe(fake_stripe_process, settings, db):
    """The site's payment provider for this test. Whatever happens, the checks agree at the end."""
    settings.STRIPE_API_BASE = fake_stripe_process.base
    settings.STRIPE_WEBHOOK_SECRET = SECRET
    settings.STRIPE_IS_FAKE = True
    settings.STRIPE_FULL_OPTIONS = False
    yield fake_stripe_process
    assert integrity.check() == []


@pytest.fixture
def consumer(django_user_model):
    return django_user_model.objects.create_user("consumer@expo.test", "a-long-password")


@pytest.fixture
def other_user(django_user_model):
    return django_user_model.objects.create_user("other@expo.test", "a-long-password")


@pytest.fixture
def clerk(client, django_user_model):
    """Somebody of the office who looks after payments and returns, signed in."""
    user = django_user_model.objects.create_user("clerk@expo.test", "a-long-password")
    user.groups.add(Group.objects.get(name=CLERKS))
    client.force_login(user)
    return user


@pytest.fixture
def kiwi(client):
    """An exhibitor, whose owner is signed in."""
    exhibitor = make_exhibitor("kiwi")
    client.force_login(make_member(exhibitor, "aroha@expo.test"))
    return exhibitor
