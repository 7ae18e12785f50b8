"""Parcels leave the country together: at the supervised site (CEB507), under the carrier's bill
(CEB607), gone (CEB509). Each is a fact that a person notes; the firm whose document it is reports
it. What was reported once is never reported twice, and a rejected report may be made anew."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from ceb import beijing_stamp
from ceb.identifiers import from_beijing_stamp
from clearance.documents.order import weight_kg
from clearance.documents.requests import plain
from clearance.exports.departures import FAILED, STEPS, parcels_of
from clearance.exports.shared_documents import write_shared_document
from clearance.locking import locked_order, locked_zone, once
from clearance.models import Message
from core.background.batch import process_each
from evidence import actions as evidence
from orders.actions.ship import ship
from orders.errors import OrderActionError
from orders.models import Order
from orders.models.order import ClearanceState, FulfilmentState

Kind, State = Message.Kind, Message.State
MAX_PARCELS = 100  # of one document: the older schema's limit; the rest goes into the next
BILL_FACTS = (
    "bill_no", "traf_mode", "traf_name", "voyage_no", "logistics_code", "logistics_name",
)  # fmt: skip
LATELY = timedelta(days=30)


@once
def report_parcels(name, zone_id, bill, orders, *, actor, domestic_traf_no="", left_at=None):
    """Report parcels under a bill to customs; the Message, or nothing where none is left to
    be reported. Pressed twice, or by two at once, it is reported once.

    name: of STEPS; orders: numbers of those that a person ticked; left_at: of a departure, aware.
    Raises OrderActionError for a departure before a release, or to come."""
    facts = {"domestic_traf_no": domestic_traf_no}
    if left_at:
        facts["left_at"] = beijing_stamp(left_at)
    zone, step = locked_zone(zone_id), STEPS[name]
    parcels = [
        parcel
        for parcel in parcels_of(zone_id, bill)
        if parcel.may(step) and parcel.order.number in set(orders)
    ]
    _check_time(parcels, left_at)
    # what does not fit stays open, and the clerk is told so
    return _report(step, zone, parcels[:MAX_PARCELS], facts, actor)


def _check_time(parcels, left_at):
    if left_at is None:
        return
    if left_at > timezone.now():
        raise OrderActionError(_("That is in the future."))
    for parcel in parcels:
        if parcel.declaration.released_at and left_at < parcel.declaration.released_at:
            raise OrderActionError(
                _(
                    "%(number)s was not yet released at that time: nothing departs before its "
                    "release."
                )
                % {"number": parcel.order.number}
            )


def _report(step, zone, parcels, facts, actor):
    if not parcels:
        return None
    details = details_of(step, zone, parcels, facts)
    stuck = Message.objects.filter(
        kind=step.kind, business_key=details["cop_no"], superseded_at=None, state=State.STUCK
    ).first()
    if stuck and stuck.details == details:
        return None  # the very same would be stuck again: it waits on its own page
    orders = [parcel.order for parcel in parcels]
    message = write_shared_document(zone, step.kind, details, orders, failed=FAILED)
    if message is None:
        return None
    waybills = [parcel.number for parcel in parcels]
    evidence.record(**message.ledger_entry("parcels reported", waybills=waybills, actor=actor))
    return message


def details_of(step, zone, parcels, facts):
    answer = parcels[0].waybill.answer
    whole = Order.objects.prefetch_related("lines").filter(
        pk__in=[parcel.order.pk for parcel in parcels]
    )
    return {
        "cop_no": number_of(step, zone, answer["bill_no"], parcels),
        **{name: answer.get(name) or "" for name in BILL_FACTS},
        "gross_weight": plain(sum(weight_kg(order, "gross_weight_g") for order in whole)),
        "parcels": [
            {"logistics_no": parcel.number, "invt_no": parcel.declaration.invt_no}
            for parcel in parcels
        ],
        **facts,
    }


def number_of(step, zone, bill, parcels):
    """copNo: by what is in it, so that the same parcels are never reported under two numbers."""
    text = "/".join([zone.code, bill, *sorted(parcel.number for parcel in parcels)])
    return step.prefix + hashlib.sha256(text.encode()).hexdigest()[:19].upper()


def ship_departed(limit=200):
    """Periodic: parcels that customs has on file as gone (CEB510) have left the zone, whether that
    was noted or not."""
    gone = Message.objects.filter(
        kind=Kind.DEPARTURE, state=State.ACCEPTED, sent_at__gte=timezone.now() - LATELY
    )
    here = Order.objects.exports().filter(
        Exists(gone.filter(orders=OuterRef("pk"))),
        clearance_state=ClearanceState.RELEASED,
        fulfilment_state__in=[FulfilmentState.WAITING, FulfilmentState.PACKED],
        cancelled_at=None,
    )
    return process_each(_ship, list(here.order_by("pk").values_list("pk", flat=True)[:limit]))


@transaction.atomic
def _ship(order_id):
    order = locked_order(order_id)
    departure = order.shared_messages.filter(kind=Kind.DEPARTURE, state=State.ACCEPTED).last()
    return ship(order, at=from_beijing_stamp(departure.details["left_at"]))
