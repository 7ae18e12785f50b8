"""What customs' answers make of a document and of its order. Pure: status codes in, states out.

The newest answer by customs' own time counts (R-DOC-5), so late, repeated and reordered receipts
end in the same state. Release stands once it is said: no refusal takes it back."""

from typing import NamedTuple

from ceb import describe_status
from ceb.codes import receipt_status
from clearance.documents.kinds import KINDS
from clearance.models import Declaration, Message
from orders.models.order import ClearanceState

Listed = Declaration.State


class Stage(NamedTuple):
    """What a meaning of customs' status makes of an order's clearance and of its list, and the kind
    of the timeline's event about it; rank: how late in a document's life it comes."""

    rank: int = 0
    order: ClearanceState | None = None
    declaration: Declaration.State | None = None
    event: str = ""


REJECTED = Stage(2, ClearanceState.REJECTED, Listed.REJECTED, "rejected")
UNDER_REVIEW = Stage(1, ClearanceState.UNDER_REVIEW, Listed.UNDER_REVIEW, "under_review")
DETAINED = Stage(1, ClearanceState.HELD, Listed.HELD, "detained")
RECEIVED = Stage(0, ClearanceState.RECEIVED, Listed.DECLARED)
STAGES = {
    "sent": RECEIVED,
    "waiting": RECEIVED,
    "stored": RECEIVED._replace(event="received"),
    "review": UNDER_REVIEW,
    "concluded": UNDER_REVIEW,
    "inspection": DETAINED._replace(event="inspected"),
    "detained": DETAINED,
    "suspended": DETAINED,
    "rejected": REJECTED,
    "send_failed": REJECTED,
    "rejected_by_port": REJECTED,
    "shipped_back": REJECTED,
    "cancelled": REJECTED,
    "released": Stage(3, ClearanceState.RELEASED, Listed.RELEASED, "released"),
    "closed": Stage(3, ClearanceState.RELEASED, Listed.RELEASED),
}


def stage_of(status):
    """An empty Stage for what is no news to order and list."""
    return STAGES.get(receipt_status(status).meaning, Stage())


def is_release(item):
    return stage_of(item.status).order == ClearanceState.RELEASED


def chronological(item):
    """Sorts receipt items by customs' time; ties by what comes later in a document's life."""
    return item.return_time, stage_of(item.status).rank, item.status, item.info


def decisive(items):
    """The item that decides: a release if there is one, else the newest; None of none.

    What customs says of a repeat ("held already") is no verdict on the document itself."""
    known = [item for item in items if is_verdict(describe_status(item.kind, item.status))]
    released = [item for item in known if is_release(item)]
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
    meaning, stage = receipt_status(status).meaning, stage_of(status)
    if stage.order == ClearanceState.RELEASED or meaning in KINDS[kind].done_at:
        return Message.State.ACCEPTED
    if stage is REJECTED:
        return Message.State.REJECTED
    return None if meaning == "unknown" else Message.State.SENT


def released_stamp(items):
    """returnTime of the first release (R-STAT-3), or ""; the deadlines of a return run from it."""
    return min((item.return_time for item in items if is_release(item)), default="")


# An order's clearance only moves along these paths, whatever arrives when.
# Among what customs says of a list its own time decides, so from each to each.
ANSWERED = {
    ClearanceState.RECEIVED, ClearanceState.UNDER_REVIEW, ClearanceState.HELD,
    ClearanceState.REJECTED,
}  # fmt: skip
BEFORE = {ClearanceState.PREPARED, ClearanceState.SENT}
ALLOWED_FROM = {
    ClearanceState.SENT: {ClearanceState.PREPARED, ClearanceState.REJECTED},
    **{state: BEFORE | ANSWERED - {state} for state in ANSWERED},
    ClearanceState.RELEASED: BEFORE | ANSWERED,
}
ALLOWED_FROM[ClearanceState.REJECTED].add(ClearanceState.WAITING)
