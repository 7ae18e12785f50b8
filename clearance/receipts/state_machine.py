"""What customs' answers make of a document and of its order. Pure: status codes in, states out.

The newest answer by customs' own time counts (R-DOC-5), so late, repeated and reordered receipts
end in the same state. Release stands once it is said: no refusal takes it back."""

from ceb import describe_status
from ceb.codes import receipt_status
from clearance.documents.kinds import KINDS
from clearance.models import Declaration, Message
from orders.models.order import ClearanceState

RELEASED = {"released", "closed"}
UNDER_REVIEW = {"review", "concluded"}
HELD = {"inspection", "detained", "suspended"}
REJECTED = {"rejected", "send_failed", "rejected_by_port", "shipped_back", "cancelled"}


def chronological(item):
    """Sorts receipt items by customs' time; ties by what comes later in a document's life."""
    meaning = receipt_status(item.status).meaning
    rank = (
        3 if meaning in RELEASED
        else 2 if meaning in REJECTED
        else 1 if meaning in UNDER_REVIEW | HELD
        else 0
    )  # fmt: skip
    return item.return_time, rank, item.status, item.info


def decisive(items):
    """The item that decides: a release if there is one, else the newest; None of none.

    What customs says of a repeat ("held already") is no verdict on the document itself."""
    known = [item for item in items if is_verdict(describe_status(item.kind, item.status))]
    released = [item for item in known if receipt_status(item.status).meaning in RELEASED]
    return max(released or known, key=chronological, default=None)


def newest_value(items, key):
    """What the newest items say of `key`, such as customs' number of a list; "" where none does.

    A document's last version knows best, and within it customs' own time: what was said late, or
    about a version before, brings back no number that another took the place of."""
    items_with_value = [item for item in items if item.data.get(key)]
    newest = max(
        items_with_value, key=lambda item: (item.message.version, chronological(item)), default=None
    )
    return str(newest.data[key]) if newest else ""


def is_verdict(word):
    return word.meaning != "unknown" and word.next != "ignore"


def message_state(kind, status):
    """The state of a document whose decisive status is `status`; None: nothing changes."""
    meaning = receipt_status(status).meaning
    if meaning in RELEASED or meaning in KINDS[kind].done_at:
        return Message.State.ACCEPTED
    if meaning in REJECTED:
        return Message.State.REJECTED
    if meaning == "unknown":
        return None
    return Message.State.SENT


def order_state(status):
    """What the list's decisive status makes of the order; None for what is no news to it."""
    meaning = receipt_status(status).meaning
    if meaning in RELEASED:
        return ClearanceState.RELEASED
    if meaning in REJECTED:
        return ClearanceState.REJECTED
    if meaning in UNDER_REVIEW:
        return ClearanceState.UNDER_REVIEW
    if meaning in HELD:
        return ClearanceState.HELD
    if meaning in ("sent", "stored", "waiting"):
        return ClearanceState.RECEIVED
    return None


def declaration_state(status):
    """Where the list stands with customs; None for what is no news."""
    return {
        ClearanceState.RECEIVED: Declaration.State.DECLARED,
        ClearanceState.UNDER_REVIEW: Declaration.State.UNDER_REVIEW,
        ClearanceState.HELD: Declaration.State.HELD,
        ClearanceState.RELEASED: Declaration.State.RELEASED,
        ClearanceState.REJECTED: Declaration.State.REJECTED,
    }.get(order_state(status))


def event_kind(status):
    """The kind of the timeline's event that a word of customs about the list is; "" for none."""
    meaning = receipt_status(status).meaning
    if meaning in UNDER_REVIEW:
        return "under_review"
    if meaning in REJECTED:
        return "rejected"
    return {
        "stored": "received",
        "inspection": "inspected",
        "detained": "detained",
        "suspended": "detained",
        "released": "released",
    }.get(meaning, "")


def released_stamp(items):
    """returnTime of the first release (R-STAT-3), or ""; the deadlines of a return run from it."""
    return min(
        (i.return_time for i in items if receipt_status(i.status).meaning in RELEASED), default=""
    )


# An order's clearance only moves along these paths, whatever arrives when.
# Among what customs says of a list its own time decides, so from each to each.
ANSWERED = {
    ClearanceState.RECEIVED, ClearanceState.UNDER_REVIEW, ClearanceState.HELD,
    ClearanceState.REJECTED,
}  # fmt: skip
BEFORE = {ClearanceState.PREPARED, ClearanceState.SENT}
ALLOWED_FROM = {
    ClearanceState.SENT: {ClearanceState.PREPARED, ClearanceState.REJECTED},
    ClearanceState.RECEIVED: BEFORE | ANSWERED - {ClearanceState.RECEIVED},
    ClearanceState.UNDER_REVIEW: BEFORE | ANSWERED - {ClearanceState.UNDER_REVIEW},
    ClearanceState.HELD: BEFORE | ANSWERED - {ClearanceState.HELD},
    ClearanceState.REJECTED: {ClearanceState.WAITING}
    | BEFORE
    | ANSWERED - {ClearanceState.REJECTED},
    ClearanceState.RELEASED: BEFORE | ANSWERED,
}
