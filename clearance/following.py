"""What customs' answers make of a document and of its order. Pure: status codes in, states out.

The newest answer by customs' own time counts (R-DOC-5), so late, repeated and reordered receipts
end in the same state. Release stands once it is said: no refusal takes it back."""

from datetime import timedelta

from clearance.ceb.codes import status_word
from clearance.documents.kinds import KINDS
from clearance.models import Message
from orders.models.order import ClearanceState

RELEASED = {"released", "closed"}
UNDER_REVIEW = {"review", "concluded", "inspection", "detained", "suspended"}
REFUSED = {"refused", "send_failed", "rejected", "shipped_back", "cancelled"}


def order_of_time(item):
    """Sorts receipt items by customs' time; ties by what comes later in a document's life."""
    meaning = status_word(item.status).meaning
    rank = (
        3 if meaning in RELEASED
        else 2 if meaning in REFUSED
        else 1 if meaning in UNDER_REVIEW
        else 0
    )  # fmt: skip
    return item.return_time, rank, item.status, item.info


def decisive(items):
    """The item that decides: a release if there is one, else the newest; None of none.

    What customs says of a repeat ("held already") is no verdict on the document itself."""
    known = [item for item in items if is_verdict(status_word(item.status))]
    released = [item for item in known if status_word(item.status).meaning in RELEASED]
    return max(released or known, key=order_of_time, default=None)


def is_verdict(word):
    return word.meaning != "unknown" and word.next != "ignore"


def message_state(kind, status):
    """The state of a document whose decisive status is `status`; None: nothing changes."""
    meaning = status_word(status).meaning
    if meaning in RELEASED or meaning in KINDS[kind].done_at:
        return Message.State.ACCEPTED
    if meaning in REFUSED:
        return Message.State.REFUSED
    if meaning == "unknown":
        return None
    return Message.State.SENT


def order_state(status):
    """What the list's decisive status makes of the order; None for what is no news to it."""
    meaning = status_word(status).meaning
    if meaning in RELEASED:
        return ClearanceState.RELEASED
    if meaning in REFUSED:
        return ClearanceState.REFUSED
    if meaning in UNDER_REVIEW:
        return ClearanceState.UNDER_REVIEW
    if meaning in ("sent", "stored", "waiting"):
        return ClearanceState.RECEIVED
    return None


# An order's clearance only moves along these ways, whatever arrives when.
ALLOWED_FROM = {
    ClearanceState.SENT: {ClearanceState.PREPARED, ClearanceState.REFUSED},
    ClearanceState.RECEIVED: {
        ClearanceState.PREPARED, ClearanceState.SENT, ClearanceState.REFUSED,
    },
    ClearanceState.UNDER_REVIEW: {
        ClearanceState.PREPARED, ClearanceState.SENT, ClearanceState.RECEIVED,
        ClearanceState.REFUSED,
    },
    ClearanceState.REFUSED: {
        ClearanceState.WAITING, ClearanceState.PREPARED, ClearanceState.SENT,
        ClearanceState.RECEIVED, ClearanceState.UNDER_REVIEW,
    },
    ClearanceState.RELEASED: {
        ClearanceState.PREPARED, ClearanceState.SENT, ClearanceState.RECEIVED,
        ClearanceState.UNDER_REVIEW, ClearanceState.REFUSED,
    },
}  # fmt: skip


LONGEST_WAIT = timedelta(minutes=10)


def patience(tries):
    """How long to wait after so many tries: a little longer each time."""
    return min(timedelta(seconds=2 ** min(tries, 10)), LONGEST_WAIT)
