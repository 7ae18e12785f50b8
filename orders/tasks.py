"""Periodic tasks and what actions enqueue. Each takes an id or nothing and calls one action; each
may run twice, at once or never: the row that waits is the queue, and the next run finds it. Queued
messages outlive a deployment, so tasks keep their names: under one that is gone a message is lost,
and its row is found by the next run alone."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from orders import popularity, returns
from orders.actions import expire, pick_up
from orders.emails import buyers
from orders.models import GatewayEvent, OrderGroup
from orders.payments import attempts, notifications, polling, reconciliation, refunds

send_emails = shared_task(buyers.send_waiting, name="orders.send_emails")
expire_overdue = shared_task(expire.expire_overdue, name="orders.expire_overdue")
ready_pickups = shared_task(pick_up.ready_waiting, name="orders.ready_pickups")
close_lost_returns = shared_task(returns.close_lost, name="orders.close_lost_returns")
count_sales = shared_task(popularity.count_sales, name="orders.count_sales")
execute_refunds = shared_task(refunds.execute_refunds, name="orders.execute_refunds")


@shared_task(name="orders.process_notification")
def process_notification(event_id):
    notifications.process_notification(GatewayEvent.objects.get(pk=event_id))


@shared_task(name="orders.close_attempts")
def close_attempts(group_id):
    attempts.close_attempts(OrderGroup.objects.get(pk=group_id))


@shared_task(name="orders.poll_payments")
def poll_open_payments():
    polling.process_unread()
    polling.poll_payments()


@shared_task(name="orders.reconcile_payments")
def reconcile_payments():
    """Every night over two days, so that a night which failed is made up for."""
    # what moved within the last hour may not have reached us yet
    until = timezone.now() - timedelta(hours=1)
    reconciliation.reconcile_payments(until - timedelta(days=2), until)
