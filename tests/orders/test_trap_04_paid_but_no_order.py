"""Trap 4: the buyer pays; the news comes by the browser, a webhook, both, or not at all."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import User
from orders.models import OrderEmail, Payment, PaymentAttempt
from orders.payments.polling import poll_payments
from tests.orders.payment_steps import kinds, open_checkout, post_webhook, states, webhook_body

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("notified", [True, False], ids=["webhook", "no webhook"])
@pytest.mark.parametrize("returns", [True, False], ids=["returns", "closes the tab"])
def test_order_is_paid_once_from_any_side(fake_stripe, client, settings, returns, notified):
    user = User.objects.create_user("buyer@expo.test", password="expo-demo")
    client.force_login(user)
    group, reference = open_checkout(user=user)
    order = group.orders.get()
    fake_stripe.pay(reference)
    if returns:
        back = client.get(reverse("orders:pay_return", args=[order.number]))
        assert (back.status_code, back.url) == (302, order.get_absolute_url())
    if notified:
        post_webhook(webhook_body(reference))
    interval = timedelta(minutes=settings.PAYMENT_POLL_MINUTES)
    PaymentAttempt.objects.filter(polled_at=None).update(created_at=timezone.now() - interval)
    poll_payments()
    assert states(group) == ["paid"]
    assert Payment.objects.count() == 1
    assert kinds(order) == ["paid"]
    assert OrderEmail.objects.filter(template="paid").count() == 1


def test_poll_asks_again_only_after_its_interval(fake_stripe, settings):
    group, reference = open_checkout()
    now = timezone.now() + timedelta(minutes=settings.PAYMENT_POLL_MINUTES)
    assert [poll_payments(now), poll_payments(now)] == [1, 0]
    fake_stripe.pay(reference)
    assert poll_payments(now + timedelta(minutes=settings.PAYMENT_POLL_MINUTES)) == 1
    assert states(group) == ["paid"]
