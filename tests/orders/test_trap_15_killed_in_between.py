"""Trap 15: the process dies (SIGKILL) before any statement of paying, refunding or starting.
Afterwards the ledgers are whole, and the periodic tasks bring every case to the same end. Each
statement costs a checkout, a process and the periodic tasks, a fifth of a second: booking, the
heart of it, is killed before each on every day, the others before some."""

from datetime import timedelta

import pytest
from django.utils import timezone

from orders.models import Order, OrderEmail, Payment, Refund
from orders.payments.attempts import settle, start_payment
from orders.payments.base import Notification
from orders.payments.notifications import store_notification
from orders.payments.polling import poll_payments, process_unread
from orders.payments.refunds import execute_refunds, request_refund
from tests.orders.payment_steps import kinds, open_checkout, paid_order, states
from tests.process_kill import killed_before_statement
from tests.sampling import kill_points

pytestmark = pytest.mark.django_db(transaction=True)
EVERY, MAX_STATEMENTS = 4, 200


def run_tasks():
    """What beat does, some time later."""
    later = timezone.now() + timedelta(minutes=20)
    process_unread(later)
    poll_payments(later)
    execute_refunds(later)


def is_whole(group):
    """Paid with all that belongs to it, or not at all."""
    paid = set(states(group)) == {"paid"}
    payment_count = Payment.objects.filter(order__group=group).count()
    email_count = OrderEmail.objects.filter(key__startswith=f"group {group.pk}:paid").count()
    paid_events = [kinds(order).count("paid") for order in group.orders.all()]
    assert (payment_count, email_count, paid_events) == ((2, 1, [1, 1]) if paid else (0, 0, [0, 0]))
    return paid


@pytest.mark.slow("a process for each statement it is killed before")
def test_killed_anywhere_between_the_money_and_our_records(fake_stripe):
    before = 0
    for number in kill_points(1):
        group, reference = open_checkout("100.00", "33.33")
        fake_stripe.pay(reference)
        killed = killed_before_statement(number, lambda reference=reference: settle(reference))
        before += not is_whole(group)
        run_tasks()
        assert is_whole(group) is True
        assert Order.objects.to_be_cleared().filter(group=group).count() == 2
        if not killed:
            break
        assert number < MAX_STATEMENTS
    assert number > 10
    assert before > 5


def test_killed_anywhere_between_a_webhook_and_its_effect(fake_stripe):
    for number in kill_points(EVERY):
        group, reference = open_checkout("100.00", "33.33")
        fake_stripe.pay(reference)
        notification = Notification(f"evt_{reference}", "payment_intent.succeeded", reference, {})
        killed = killed_before_statement(
            number, lambda one=notification: store_notification("stripe", one)
        )
        is_whole(group)
        run_tasks()
        assert is_whole(group) is True
        if not killed:
            break
        assert number < MAX_STATEMENTS


def test_killed_anywhere_while_refunding_returns_the_money_once(fake_stripe):
    for number in kill_points(EVERY):
        order, reference = paid_order(fake_stripe)
        Refund.objects.create(
            order=order,
            attempt=order.payments.get().attempt,
            amount=order.actual_paid,
            reason="cancelled",
        )
        killed = killed_before_statement(number, execute_refunds)
        run_tasks()
        order.refresh_from_db()
        assert order.payment_state == "refunded"
        assert fake_stripe.refunds(reference) == [int(order.actual_paid * 100)]
        assert kinds(order).count("refunded") == 1
        assert OrderEmail.objects.filter(key__startswith=f"{order.number}:refunded").count() == 1
        if not killed:
            break
        assert number < MAX_STATEMENTS


def test_killed_anywhere_while_asking_for_a_refund_owes_all_or_nothing(fake_stripe):
    for number in kill_points(EVERY):
        order, reference = paid_order(fake_stripe)
        killed = killed_before_statement(
            number, lambda order=order: request_refund(order, reason="cancelled")
        )
        run_tasks()
        refunds = list(order.refunds.values_list("state", flat=True))
        assert refunds in ([], [Refund.State.DONE])
        assert kinds(order).count("refund_asked") == len(refunds)
        assert fake_stripe.refunds(reference) == [int(order.actual_paid * 100)] * len(refunds)
        if not killed:
            break
        assert number < MAX_STATEMENTS


def test_killed_anywhere_while_starting_leaves_a_checkout_that_can_be_paid(fake_stripe):
    for number in kill_points(EVERY):
        group, _ = open_checkout("100.00", "33.33")
        group.attempts.all().delete()
        killed = killed_before_statement(number, lambda group=group: start_payment(group))
        _, intent = start_payment(group)
        fake_stripe.pay(intent.reference)
        settle(intent.reference)
        assert is_whole(group) is True
        if not killed:
            break
        assert number < MAX_STATEMENTS
