"""What can disagree within our own books, a function each. None asks a question per row."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Sum
from django.utils import timezone

from clearance.days import day_begins
from clearance.documents.kinds import ALIVE, LISTS
from clearance.documents.order import given_back
from clearance.models import Message, ReceiptItem, TaxBill
from clearance.reconciliation.keeping import Finding
from orders.models import Order
from orders.models.order import ClearanceState

State = Message.State
MOST = 2_000  # rows of one kind in one run: beyond, one cause has many effects
GRACE = timedelta(hours=2)  # what sweeps do by themselves within seconds
CLERKS_GRACE = timedelta(hours=12)
TAX_TOLERANCE = Decimal("0.05")  # yuan: customs reckons with five decimals, we with two
DECLARED = {
    "311": re.compile(rb"acturalPaid>([0-9.]+)<"),
    "411": re.compile(rb'"amount": "([0-9.]+)"'),
}


@dataclass(frozen=True, slots=True)
class Period:
    begins: datetime
    ends: datetime

    @classmethod
    def of(cls, first, last):
        return cls(day_begins(first), day_begins(last, days=1))

    def until(self, grace):
        """What is older than `grace` and lies before the end."""
        return min(self.ends, timezone.now() - grace)

    def holds(self, field):
        return Q(**{f"{field}__gte": self.begins, f"{field}__lt": self.ends})


@dataclass(frozen=True, slots=True)
class Finder:
    """backlog: looks at all that is unsettled, however old; else at the period alone."""

    kinds: tuple[str, ...]
    find: Callable[[Period], Iterable[Finding]]
    backlog: bool = False


def day_of(moment):
    return timezone.localdate(moment)


def paid_without_document(period):
    orders = Order.objects.to_be_cleared().filter(
        cancelled_at=None, paid_at__lt=period.until(GRACE)
    )
    for order in orders.order_by("pk")[:MOST]:
        yield Finding(
            "paid_without_document", order.number, day_of(order.paid_at), order=order.pk,
            ours=str(order.actual_paid),
        )  # fmt: skip


def unsettled(kind, condition, said, moment="created_at", grace=GRACE):
    """A finder of documents that stand still in some state."""

    def find(period):
        found = Message.objects.filter(ALIVE, condition, superseded_at=None)
        found = found.filter(**{f"{moment}__lt": period.until(grace)}).select_related("order")
        for message in found.defer("content").order_by("pk")[:MOST]:
            yield about(kind, message, moment=getattr(message, moment), ours=said(message))

    return find


def about(kind, message, *, moment=None, **figures):
    return Finding(
        kind, f"CEB{message.kind} {message.business_key}", day_of(moment or message.created_at),
        order=message.order_id, message=message.pk, **figures,
    )  # fmt: skip


def answers_overdue(message):
    return f"{timezone.localtime(message.sent_at):%Y-%m-%d %H:%M}"


def standing_words(message):
    return f"{message.state} {message.status} {message.status_info or message.fault}".strip()


def list_missing(period):
    current = Message.objects.filter(order=OuterRef("pk"), superseded_at=None)
    orders = Order.objects.filter(
        Exists(current.filter(state=State.ACCEPTED)),
        ~Exists(current.exclude(state=State.ACCEPTED)),
        ~Exists(current.filter(kind__in=LISTS)),
        clearance_state__in=[ClearanceState.PREPARED, ClearanceState.SENT],
        cancelled_at=None,
        paid_at__lt=period.until(GRACE),
    )
    for order in orders.order_by("pk")[:MOST]:
        yield Finding("list_missing", order.number, day_of(order.paid_at), order=order.pk)


def released_without_receipt(period):
    said = Message.objects.filter(
        order=OuterRef("pk"), kind__in=LISTS, receipt_items__status__in=["800", "899"]
    )
    orders = Order.objects.filter(
        ~Exists(said), period.holds("released_at"), clearance_state=ClearanceState.RELEASED
    )
    for order in orders.order_by("pk")[:MOST]:
        yield Finding(
            "released_without_receipt", order.number, day_of(order.released_at), order=order.pk
        )


def receipt_without_release(period):
    items = ReceiptItem.objects.filter(
        period.holds("receipt__arrived_at"), status="800", message__kind__in=LISTS
    ).exclude(message__order__clearance_state=ClearanceState.RELEASED)
    items = items.select_related("message__order", "receipt").defer("message__content")
    for item in items.order_by("pk")[:MOST]:
        yield about(
            "receipt_without_release", item.message, moment=item.receipt.arrived_at,
            ours=item.message.order.clearance_state, theirs=f"800 {item.return_time}",
        )  # fmt: skip


def waybills(period):
    released = Order.objects.filter(
        period.holds("released_at"), clearance_state=ClearanceState.RELEASED
    )
    bare = released.filter(Q(shipment=None) | Q(shipment__waybill_number=""))
    for order in bare.order_by("pk")[:MOST]:
        yield Finding("waybill_missing", order.number, day_of(order.released_at), order=order.pk)
    documents = Message.objects.filter(
        period.holds("created_at"), kind__in=["511", "505"], superseded_at=None
    ).exclude(receipt_key="")
    other = documents.filter(order__shipment__isnull=False).exclude(
        receipt_key=F("order__shipment__waybill_number")
    )
    for message in other.select_related("order__shipment").defer("content").order_by("pk")[:MOST]:
        yield about(
            "waybill_differs", message, ours=message.order.shipment.waybill_number,
            theirs=message.receipt_key,
        )  # fmt: skip


def amounts(period):
    orders = Order.objects.paid().filter(period.holds("paid_at"))
    paid = orders.annotate(paid_sum=Sum("payments__amount")).exclude(paid_sum=F("actual_paid"))
    for order in paid.order_by("pk")[:MOST]:
        yield Finding(
            "amount_differs", order.number, day_of(order.paid_at), order=order.pk,
            ours=str(order.actual_paid), theirs=str(order.paid_sum or 0),
        )  # fmt: skip
    yield from declared_amounts(period)


def declared_amounts(period):
    """What order and payment documents say, against what was paid and had not gone back."""
    documents = Message.objects.filter(
        period.holds("created_at"), kind__in=list(DECLARED), superseded_at=None
    ).exclude(content=b"")
    documents = documents.select_related("order").prefetch_related(
        "order__refunds", Prefetch("order__messages", Message.objects.defer("content"))
    )
    for message in documents.order_by("pk").iterator(chunk_size=500):
        due = message.order.actual_paid - given_back(message.order)
        said = amount_in(message)
        if said != due:
            yield about("amount_differs", message, ours=str(due), theirs=str(said))


def amount_in(message):
    found = DECLARED[message.kind].search(bytes(message.content))
    try:
        return Decimal(found[1].decode()) if found else None
    except InvalidOperation:
        return None


def tax_bills(period):
    bills = TaxBill.objects.filter(period.holds("receipt__arrived_at")).exclude(
        state=TaxBill.State.VOID
    )
    wrong = bills.filter(Q(difference__gt=TAX_TOLERANCE) | Q(difference__lt=-TAX_TOLERANCE))
    for bill in wrong.select_related("declaration", "receipt").order_by("pk")[:MOST]:
        yield Finding(
            "tax_differs", bill.tax_no, day_of(bill.receipt.arrived_at), ours=str(bill.estimate),
            theirs=f"{bill.total:f}", order=bill.declaration and bill.declaration.order_id,
        )  # fmt: skip
    for bill in bills.filter(declaration=None).select_related("receipt").order_by("pk")[:MOST]:
        yield Finding(
            "bill_without_list", bill.tax_no, day_of(bill.receipt.arrived_at), theirs=bill.invt_no
        )


def stray_receipts(period):
    items = ReceiptItem.objects.filter(
        message=None, applied_at=None, receipt__arrived_at__lt=period.until(GRACE)
    )
    for item in items.select_related("receipt").order_by("pk")[:MOST]:
        yield Finding(
            "receipt_without_document", f"CEB{item.kind} {item.business_key}",
            day_of(item.receipt.arrived_at), theirs=f"{item.status} {item.return_time}",
        )  # fmt: skip


FINDERS = [
    Finder(("paid_without_document",), paid_without_document, backlog=True),
    Finder(
        ("not_sent",),
        unsettled("not_sent", Q(state__in=[State.WAITING, State.SENDING]), lambda one: one.fault),
        backlog=True,
    ),
    Finder(
        ("no_receipt",),
        unsettled(
            "no_receipt", Q(state=State.SENT, status=""), answers_overdue, moment="sent_at",
            grace=timedelta(hours=settings.CLEARANCE_RECEIPT_HOURS),
        ),
        backlog=True,
    ),
    Finder(
        ("unsettled_refusal",),
        unsettled(
            "unsettled_refusal", Q(state__in=[State.REFUSED, State.STUCK]), standing_words,
            grace=CLERKS_GRACE,
        ),
        backlog=True,
    ),
    Finder(("list_missing",), list_missing, backlog=True),
    Finder(("released_without_receipt",), released_without_receipt),
    Finder(("receipt_without_release",), receipt_without_release),
    Finder(("waybill_missing", "waybill_differs"), waybills),
    Finder(("amount_differs",), amounts),
    Finder(("tax_differs", "bill_without_list"), tax_bills),
    Finder(("receipt_without_document",), stray_receipts, backlog=True),
]  # fmt: skip
