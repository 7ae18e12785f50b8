"""What a receipt lets go on at once. Most receipts decide nothing ("received", "passed on"), and to
look through everything after each of them would cost more than to read it; what isn't seen here is
the periodic task's."""

from clearance.documents.kinds import KINDS, Trigger
from clearance.documents.preparation import prepare_list
from clearance.models import Message
from clearance.sending.forward import forward
from core.background.batch import process_each

State = Message.State
AT_ONCE = 10  # documents


def process_followups(receipt_id, following):
    """Write and send what may follow the documents this receipt has settled. following: steps that
    look for whatever follows anything; after a paid order's first documents only its list can."""
    settled = settled_by(receipt_id)
    if all(KINDS[kind].trigger is Trigger.PAID for kind, _state, _order in settled):
        orders = {order for _kind, state, order in settled if order and state == State.ACCEPTED}
        written = process_each(prepare_list, sorted(orders))
    else:
        written = process_each(lambda step: step(), following)
    return forward(limit=AT_ONCE) if written else 0


def settled_by(receipt_id):
    """(kind, state, order's id) of the documents it speaks of that have come to an end."""
    documents = Message.objects.filter(
        receipt_items__receipt=receipt_id, state__in=[State.ACCEPTED, State.REJECTED]
    )
    return list(documents.values_list("kind", "state", "order_id").distinct())
