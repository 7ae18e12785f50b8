"""Each task takes an id or nothing and calls an action. A lost task costs seconds, never a row:
the periodic one does all of it again."""

from celery import shared_task

from clearance.actions import (
    arrival_list,
    bulk_resend,
    correct_consignee,
    declare_return,
    report_signature,
    withdraw,
)
from clearance.documents import preparation
from clearance.exports import report_parcels, tally
from clearance.payment_data import actions as payment_data
from clearance.receipts import apply, drop_folder, intake
from clearance.reconciliation.own_records import reconcile_yesterday
from clearance.sending import followups, forward, transmission
from core.background.batch import process_each
from core.models import Heartbeat


@shared_task(name="clearance.clear_order")
def clear_order(order_id):
    """At once after payment: documents written and sent."""
    if preparation.prepare(order_id):
        forward.forward(limit=10)


@shared_task(name="clearance.read_receipt")
def read_receipt(receipt_id):
    """At once after a receipt: applied, and the list sent when it was the last one missing."""
    if intake.read_receipt(receipt_id):
        followups.process_followups(receipt_id, FOLLOWUPS)


@shared_task(name="clearance.change_order")
def change_order(order_id):
    """At once after a buyer's or a clerk's action: a cancellation, a return, a signature."""
    withdraw.withdraw(order_id)
    declare_return.declare_pending_returns()
    report_signature.report_pending_signatures()
    forward.forward(limit=10)


@shared_task(name="clearance.send_payment_data")
def send_payment_data():
    """At once after a question of customs about a payment (announcement 179)."""
    payment_data.send_waiting()


# documents that wait for others, or for somebody's request
FOLLOWUPS = (
    arrival_list.report_pending_arrivals,
    preparation.prepare_pending_lists,
    correct_consignee.finish_corrections,
    withdraw.withdraw_pending,
    declare_return.declare_pending_returns,
    report_signature.report_pending_signatures,
    report_parcels.ship_departed,
    tally.tally_pending_returns,
)
PENDING = (
    drop_folder.collect,
    intake.read_pending_receipts,
    apply.match_pending_items,
    preparation.prepare_pending_orders,
    *FOLLOWUPS,
    bulk_resend.continue_bulk_resends,
    transmission.mark_forgotten_sent,
    forward.forward_own,
    forward.forward_requests,
    payment_data.send_waiting,
)


@shared_task(name="clearance.process_pending")
def process_pending():
    """The guarantee: whatever a lost task or a killed worker left undone is picked up here. A step
    that fails is logged, and keeps no other from its work."""
    process_each(lambda step: step(), PENDING)
    Heartbeat.beat("clearance")


@shared_task(name="clearance.resend_in_bulk")
def resend_in_bulk():
    """At once after a clerk's confirmation; the periodic task continues."""
    bulk_resend.continue_bulk_resends()
    forward.forward()


@shared_task(name="clearance.reconcile_yesterday")
def reconcile_day():
    """Every hour, until yesterday is done."""
    reconcile_yesterday()
