"""Nudges and sweeps of the payment desk. Each takes an id or nothing and calls one action; each may
run twice, at once or never, and the next sweep makes up for it."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from orders.actions import hear_notice as hearing
from orders.actions import pay, poll_payments, reconcile_payments, refund
from orders.models import GatewayEvent, OrderGroup


@shared_task(name="orders.hear_notice")
def hear_notice(event_id):
    hearing.hear_notice(GatewayEvent.objects.get(pk=event_id))


@shared_task(name="orders.close_attempts")
def close_attempts(group_id):
    pay.close_attempts(OrderGroup.objects.get(pk=group_id))


@shared_task(name="orders.poll_payments")
def poll_open_payments():
    poll_payments.hear_unread()
    poll_payments.poll_payments()


@shared_task(name="orders.carry_out_refunds")
def carry_out_refunds():
    refund.carry_out_refunds()


@shared_task(name="orders.reconcile_payments")
def reconcile():
    """Every night over two days, so that a night which failed is made up for."""
    until = timezone.now() - timedelta(hours=1)
    reconcile_payments.reconcile_payments(until - timedelta(days=2), until)
