"""The clerk's page of one order, seen from one of its documents: where it stands among what is to
do, what customs has said of all documents, and what was done."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from clearance.clerk.advice import AdviceStep, status_text, steps
from clearance.clerk.headings import cause_of
from clearance.clerk.order_rows import signs
from clearance.clerk.queues import MAX_COUNTED, RESENDABLE, in_queues
from clearance.documents.kinds import FOR_CANCELLED, KINDS, LISTS, NAME_THE_CONSIGNEE
from clearance.models import Message, ReceiptItem
from clearance.receipts.state_machine import is_release, message_state
from core.models import User

State = Message.State
LATEST_RECEIPTS = 50
MARKS = {State.REJECTED: "bad", State.ACCEPTED: "done"}


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """Where a document stands among those to do. number: 0 if it is not one of them; previous,
    next: keys of other orders' documents, None at the ends."""

    number: int
    count: int
    previous: int | None
    next: int | None

    @property
    def is_counted(self):
        return self.number > 0 and self.count <= MAX_COUNTED


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """An answer of customs; sign and mark: of the document it answers, as `fourdocs.css` draws;
    cause: of a rejection."""

    item: ReceiptItem
    sign: str
    mark: str
    label: str
    cause: AdviceStep | None

    @property
    def icon(self):
        return {"bad": "x", "sent": "clock"}.get(self.mark, "check")


def needs_someone(message):
    """Rejected or stuck, and not of an order that was cancelled over it."""
    if message.state not in (State.REJECTED, State.STUCK) or message.superseded_at:
        return False
    over = message.order and message.order.cancelled_at
    return not over or message.kind in FOR_CANCELLED


def place_in_queue(message):
    """Its QueuePlace; of a document that is not to do, the oldest to do comes next."""
    to_do = in_queues(RESENDABLE)
    others = (
        to_do.exclude(order=message.order_id) if message.order_id else to_do.exclude(pk=message.pk)
    )
    count = to_do.order_by()[: MAX_COUNTED + 1].count()
    if not needs_someone(message):
        return QueuePlace(0, count, None, _first(others.order_by("pk")))
    before = to_do.filter(pk__lt=message.pk)
    return QueuePlace(
        before.order_by()[: MAX_COUNTED + 1].count() + 1,
        count,
        _first(others.filter(pk__lt=message.pk).order_by("-pk")),
        _first(others.filter(pk__gt=message.pk).order_by("pk")),
    )


def _first(documents):
    return documents.values_list("pk", flat=True).first()


def receipt_lines(message):
    """What customs said of its order's documents, or of this one alone; newest first."""
    items = (
        ReceiptItem.objects.filter(message__order=message.order_id)
        if message.order_id
        else message.receipt_items.all()
    )
    items = items.with_receipts().order_by("-return_time", "-pk")[:LATEST_RECEIPTS]
    glyphs, trade = signs(), message.direction
    return [
        ReceiptLine(
            item,
            glyphs.get(item.kind, item.kind),
            _mark(item) if item.kind in KINDS else "sent",
            status_text(item.status, trade),
            cause_of(steps(item, trade)),
        )
        for item in items
    ]


def _mark(item):
    if is_release(item):
        return "out"
    return MARKS.get(message_state(item.kind, item.status), "sent")


def goods_of(order):
    """{"kinds": lines, "pieces": quantity}"""
    return order.lines.aggregate(kinds=Count("pk"), pieces=Sum("quantity"))


def rewritten(documents):
    """(document, its next version, is it the list?) of those that a correction sends: `documents`
    as of `progress.documents_of`."""
    for document in documents:
        is_list = document.kind in LISTS
        if is_list or (document.message and document.kind in NAME_THE_CONSIGNEE):
            version = document.message.version + 1 if document.message else 1
            yield document, version, is_list


def with_staff(entries):
    """(ledger entry, the member of staff who did it: "" for buyers and for the site itself)."""
    keys = {
        entry: int(number)
        for entry in entries
        if (number := entry.actor.removeprefix("user ")).isdecimal()
    }
    staff = User.objects.filter(groups__isnull=False).distinct().in_bulk(set(keys.values()))
    return [(entry, str(staff.get(keys.get(entry)) or "")) for entry in entries]
