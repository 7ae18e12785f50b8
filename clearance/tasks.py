"""Each task takes an id or nothing and calls an action. The sweep does all of it again."""

from celery import shared_task

from clearance.actions import (
    arrival_list as arrive,
)
from clearance.actions import (
    bulk_resend as resend_many,
)
from clearance.actions import (
    correct_consignee as correct,
)
from clearance.actions import (
    declare_return as bring_back,
)
from clearance.actions import (
    report_signature as sign_for,
)
from clearance.actions import (
    withdraw,
)
from clearance.documents import preparation as prepare
from clearance.exports import report_parcels as depart
from clearance.exports import tally
from clearance.payment_data import actions as payment_data
from clearance.receipts import apply
from clearance.receipts import drop_folder as collect
from clearance.receipts import intake as receive
from clearance.reconciliation.own_records import reconcile_yesterday
from clearance.sending import followups as go_on
from clearance.sending import forward
from clearance.sending import transmission as transmit
from core.background.batch import process_each
from core.models import Heartbeat


@shared_task(name="clearance.clear_order")
def clear_order(order_id):
    """The nudge after payment: documents written and sent without waiting for the sweep."""
    if prepare.prepare(order_id):
        forward.forward(limit=10)


@shared_task(name="clearance.read_receipt")
def read_receipt(receipt_id):
    """The nudge after a receipt: applied, and the list sent when it was the last one missing."""
    if receive.read_receipt(receipt_id):
        go_on.go_on(receipt_id, FOLLOWING)


@shared_task(name="clearance.change_order")
def change_order(order_id):
    """The nudge after a buyer's or a clerk's deed: a cancellation, a return, a signature."""
    withdraw.withdraw(order_id)
    bring_back.bring_back_waiting()
    sign_for.sign_waiting()
    forward.forward(limit=10)


@shared_task(name="clearance.send_payment_data")
def send_payment_data():
    """The nudge after a question of customs about a payment (announcement 179)."""
    payment_data.send_waiting()


# documents that wait for others, or for somebody's wish
FOLLOWING = (
    arrive.arrive_waiting,
    prepare.prepare_lists,
    correct.finish_corrections,
    withdraw.withdraw_waiting,
    bring_back.bring_back_waiting,
    sign_for.sign_waiting,
    depart.ship_departed,
    tally.tally_waiting,
)
SWEEP = (
    collect.collect,
    receive.read_waiting,
    apply.apply_loose_items,
    prepare.prepare_waiting,
    *FOLLOWING,
    resend_many.carry_on_resends,
    transmit.settle_sent,
    forward.forward_own,
    forward.forward_asked,
    payment_data.send_waiting,
)


@shared_task(name="clearance.sweep")
def sweep():
    """The promise: whatever a nudge or a killed worker left lying is picked up here. A step that
    fails is logged, and keeps no other from its work."""
    process_each(lambda step: step(), SWEEP)
    Heartbeat.beat("clearance")


@shared_task(name="clearance.resend_in_bulk")
def resend_in_bulk():
    """The nudge after a clerk's word; the sweep carries on."""
    resend_many.carry_on_resends()
    forward.forward()


@shared_task(name="clearance.reconcile_yesterday")
def reconcile_day():
    """Every hour, until yesterday is done."""
    reconcile_yesterday()
