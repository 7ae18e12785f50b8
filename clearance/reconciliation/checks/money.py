"""What was paid, declared and billed."""

import re
from decimal import Decimal, InvalidOperation

from django.db.models import F, Prefetch, Q, Sum

from clearance.documents.order import refunded_before
from clearance.models import Message, TaxBill
from clearance.receipts.tax_bills import compare_again
from clearance.reconciliation.checks.base import MAX_FINDINGS, TAX_TOLERANCE, about, day_of
from clearance.reconciliation.findings import Finding
from orders.models import Order, Return

DECLARED = {
    "311": re.compile(rb"acturalPaid>([0-9.]+)<"),
    "411": re.compile(rb'"amount": "([0-9.]+)"'),
}


def amounts(period):
    orders = Order.objects.paid().filter(period.holds("paid_at"))
    paid = orders.annotate(paid_sum=Sum("payments__amount")).exclude(paid_sum=F("actual_paid"))
    for order in paid.order_by("pk")[:MAX_FINDINGS]:
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
        due = message.order.actual_paid - refunded_before(message.order)
        declared = amount_in(message)
        if declared != due:
            yield about("amount_differs", message, ours=str(due), theirs=str(declared))


def amount_in(message):
    match = DECLARED[message.kind].search(bytes(message.content))
    try:
        return Decimal(match[1].decode()) if match else None
    except InvalidOperation:
        return None


def tax_bills(period):
    compare_again(_orders_without_tax_back())
    bills = TaxBill.objects.filter(period.holds("receipt__arrived_at")).exclude(
        state=TaxBill.State.VOID
    )
    wrong = bills.filter(Q(difference__gt=TAX_TOLERANCE) | Q(difference__lt=-TAX_TOLERANCE))
    for bill in wrong.select_related("declaration", "receipt").order_by("pk")[:MAX_FINDINGS]:
        order = bill.declaration.order_id if bill.declaration else None
        yield Finding(
            "tax_differs", bill.tax_no, day_of(bill.receipt.arrived_at), ours=str(bill.estimate),
            theirs=f"{bill.total:.2f}", order=order,
        )  # fmt: skip
    unmatched = bills.filter(declaration=None).select_related("receipt").defer("receipt__content")
    for bill in unmatched.order_by("pk")[:MAX_FINDINGS]:
        yield Finding(
            "bill_without_list", bill.tax_no, day_of(bill.receipt.arrived_at), theirs=bill.invt_no
        )


def _orders_without_tax_back():
    """Orders of which customs accepted a return whose parcel came too late or never: the tax stays
    due, whatever the bill was compared with before."""
    ended = Return.objects.exclude(late="") | Return.objects.filter(state=Return.State.CLOSED)
    return list(ended.values_list("order", flat=True).distinct())
