"""Each task takes an id or nothing and calls an action. The sweep does all of it again."""

from celery import shared_task

from clearance.actions import apply, collect, forward, prepare, receive
from expo.models import Heartbeat


@shared_task(name="clearance.clear_order")
def clear_order(order_id):
    """The nudge after payment: documents written and sent without waiting for the sweep."""
    if prepare.prepare(order_id):
        forward.forward(limit=10)


@shared_task(name="clearance.read_receipt")
def read_receipt(receipt_id):
    """The nudge after a receipt: applied, and the list sent when it was the last one missing."""
    if receive.read_receipt(receipt_id):
        prepare.prepare_lists()
        forward.forward(limit=10)


@shared_task(name="clearance.sweep")
def sweep():
    """The promise: whatever a nudge or a killed worker left lying is picked up here."""
    collect.collect()
    receive.read_waiting()
    apply.apply_loose_items()
    prepare.prepare_waiting()
    prepare.prepare_lists()
    forward.forward()
    Heartbeat.beat("clearance")
