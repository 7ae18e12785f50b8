"""Direct purchase (9610): the goods of one flight stand in the supervised place (CEB711). One list
names all waybills of a transport, so it belongs to several orders; its operator makes it.

Asked only where a zone names its operator. Waybills that turn up later make a new version."""

import hashlib

from django.db.models import Exists, OuterRef
from django.utils import timezone

from catalog.models.zone import Mode
from clearance.documents.preparation import save_built, write_version
from clearance.locking import locked_zone, once
from clearance.models import Message, PartyRole
from core.background.batch import process_each
from evidence import actions as evidence

Kind, State = Message.Kind, Message.State
TRANSPORT = ("traf_mode", "traf_no", "voyage_no", "bill_no", "logistics_code", "logistics_name")
SETTLED = (State.ACCEPTED, State.REJECTED, State.STUCK)


def report_pending_arrivals(limit=200):
    """Periodic: accepted waybills of a flight that no arrival list names yet."""
    listed = Message.objects.filter(kind=Kind.ARRIVAL, superseded_at=None, orders=OuterRef("order"))
    waybills = (
        Message.objects.filter(
            ~Exists(listed),
            kind=Kind.WAYBILL,
            state=State.ACCEPTED,
            superseded_at=None,
            order__mode=Mode.DIRECT,
            order__cancelled_at=None,
            zone__parties__role=PartyRole.OPERATOR,
            answer__has_key="bill_no",  # one whose flight nobody named holds up no other
        )
        .exclude(answer__bill_no="")
        .order_by("pk")
        .select_related("order")[:limit]
    )
    flights: dict[tuple[int | None, str], list[Message]] = {}
    for waybill in waybills:
        if bill := waybill.answer.get("bill_no"):
            flights.setdefault((waybill.zone_id, bill), []).append(waybill)
    return process_each(lambda one: report_arrival(one[0], flights[one]), list(flights))


@once
def report_arrival(zone_id, waybills):
    """Write the arrival of a transport, or its next version. True if this call did."""
    zone = locked_zone(zone_id)
    number = arrival_number(zone, waybills[0].answer["bill_no"])
    before = Message.objects.newest().filter(kind=Kind.ARRIVAL, business_key=number).first()
    if before is None:
        message = Message(zone=zone, kind=Kind.ARRIVAL, details=details_of(number, waybills))
        save_built(message)
        message.orders.set([waybill.order for waybill in waybills])
    else:
        message = _next_version(before, waybills)
    if message is None:
        return False
    evidence.record(
        subject=message.subject,
        kind="arrival written",
        payload={"key": number, "waybills": message.details["waybills"]},
    )
    return True


def _next_version(before, waybills):
    """None while the one before is on its way: the periodic task comes again."""
    known = before.details["waybills"]
    new = [w.answer["logistics_no"] for w in waybills if w.answer["logistics_no"] not in known]
    if before.state not in SETTLED:
        return None
    Message.objects.filter(pk=before.pk).update(superseded_at=timezone.now())
    before.details = {**before.details, "waybills": [*known, *new]}
    message = write_version(before, version=before.version + 1, change=True)
    message.orders.add(*[waybill.order for waybill in waybills])
    return message


def arrival_number(zone, bill):
    """copNo: one for each transport of a zone, whichever worker is first."""
    return "A" + hashlib.sha256(f"{zone.code}/{bill}".encode()).hexdigest()[:19].upper()


def details_of(number, waybills):
    answer = waybills[0].answer
    return {
        "cop_no": number,
        **{name: answer.get(name) or "" for name in TRANSPORT},
        "waybills": [waybill.answer["logistics_no"] for waybill in waybills],
    }
