"""A statement of customs or of a partner against our records, row by row and the other way
round."""

import hashlib
from collections import Counter
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.db.models import Q
from django.utils import timezone

from clearance.documents.kinds import LISTS
from clearance.models import Message, TaxBill
from clearance.models.reconciliation import Discrepancy, ReconciliationRun
from clearance.reconciliation.checks import TAX_TOLERANCE, Period
from clearance.reconciliation.findings import Finding, record_findings
from clearance.reconciliation.statement_files import MAX_ERRORS, read_statement
from orders.models import Order, Payment, Shipment
from orders.models.order import ClearanceState
from orders.returns.rules import tax_due

Source = ReconciliationRun.Source
RELEASED_TEXTS = {"800", "899", "放行", "结关", "已放行", "released", "closed"}
CHUNK = 1000


def reconcile_file(data, *, source, first, last, name="", by=None):
    """Compare a file with the period's records; the finished run. Raises UnusableStatementError."""
    statement = read_statement(data, source)
    run = ReconciliationRun.objects.create(
        source=source, first=first, last=last, by=by, file_name=name[:120],
        file_digest=hashlib.sha256(data).hexdigest(), errors=statement.errors[:MAX_ERRORS],
    )  # fmt: skip
    findings = [*twice(statement, source, run), *COMPARED[source](statement, run)]
    compared = {
        number for row in statement.rows for number in (row.order, row.key(source)) if number
    }
    gone = [
        row.pk
        for row in Discrepancy.objects.open().filter(source=source, day__range=(first, last))
        if row.subject in compared
    ]
    counts = {"rows": len(statement.rows), "bad_rows": len(statement.errors)}
    return record_findings(
        run, findings, gone=Discrepancy.objects.open().filter(pk__in=gone), counts=counts
    )


def twice(statement, source, run):
    """A number that stands in the file more than once; one payment may pay several orders."""
    seen = Counter((row.key(source), row.order) for row in statement.rows)
    for row in statement.rows:
        if (times := seen.pop((row.key(source), row.order), 1)) > 1:
            yield Finding("twice_there", row.key(source), row.day or run.last, theirs=f"×{times}")


def by_field(queryset, name, values):
    """Rows by a field's value, asked for in chunks; of several the first."""
    rows_by_value: dict[object, Any] = {}
    values, value_of = (
        sorted({value for value in values if value}),
        attrgetter(name.replace("__", ".")),
    )
    for start in range(0, len(values), CHUNK):
        rows = queryset.filter(**{f"{name}__in": values[start : start + CHUNK]}).order_by("pk")
        for row in rows:
            rows_by_value.setdefault(value_of(row), row)
    return rows_by_value


def lists_by_number(numbers):
    messages = Message.objects.filter(kind__in=LISTS).select_related("order")
    messages = messages.prefetch_related("order__returns__lines__line")
    return by_field(messages.defer("content"), "customs_number", numbers)


def releases(statement, run):
    """Customs' lists and their states, with or without amounts and tax."""
    by_list = lists_by_number([row.list for row in statement.rows])
    with_returns = Order.objects.prefetch_related("returns__lines__line")
    orders = by_field(with_returns, "number", [row.order for row in statement.rows])
    met = set()
    for row in statement.rows:
        document = by_list.get(row.list)
        order = orders.get(row.order) or (document and document.order)
        if order is None:
            yield unknown(row, run)
            continue
        met.add(order.pk)
        yield from release(row, order, document, run)
    if "status" in statement.columns:
        yield from not_in_file(run, met)


def release(row, order, document, run):
    def finding(kind, **figures):
        return Finding(kind, order.number, row.day or run.last, order=order.pk, **figures)

    is_released = row.status.lower() in RELEASED_TEXTS
    here = order.clearance_state == ClearanceState.RELEASED
    if is_released and not here:
        yield finding("released_there", ours=order.clearance_state, theirs=row.status)
    elif row.status and here and not is_released:
        yield finding("not_released_there", ours=order.clearance_state, theirs=row.status)
    if row.list and document is None:
        yield finding("list_number_differs", theirs=row.list)
    if row.amount is not None and row.amount != order.actual_paid:
        yield finding("amount_differs", ours=str(order.actual_paid), theirs=str(row.amount))
    due = tax_due(order)
    if row.tax is not None and abs(row.tax - due) > TAX_TOLERANCE:
        yield finding("tax_differs", ours=str(due), theirs=str(row.tax))


def not_in_file(run, met):
    period = Period.of(run.first, run.last)
    released = Order.objects.filter(
        period.holds("released_at"), clearance_state=ClearanceState.RELEASED
    )
    for order in released.only("pk", "number", "released_at").iterator(chunk_size=2000):
        if order.pk not in met:
            day = timezone.localdate(order.released_at)
            yield Finding("missing_there", order.number, day, order=order.pk, ours="released")


def unknown(row, run):
    number = row.order or row.list or row.transaction or row.waybill or row.bill
    return Finding("unknown_there", number, row.day or run.last, theirs=figures(row))


def figures(row):
    return " ".join(str(one) for one in (row.status, row.amount, row.tax) if one not in ("", None))


def payments(statement, run):
    """The payment firm's statement. One transaction may pay several orders of a checkout."""
    ours: dict[str, dict[int, Payment]] = {}
    met: set[int] = set()
    for row_set in _chunks(statement.rows):
        keys = Q(transaction__in=[row.transaction for row in row_set if row.transaction]) | Q(
            order__number__in=[row.order for row in row_set if row.order]
        )
        for payment in Payment.objects.filter(keys).select_related("order"):
            ours.setdefault(payment.transaction, {})[payment.pk] = payment
            ours.setdefault(payment.order.number, {})[payment.pk] = payment
    for row in statement.rows:
        known = ours.get(row.transaction) or ours.get(row.order)
        if not known:
            yield unknown(row, run)
            continue
        met |= set(known)
        paid = [one for one in known.values() if not row.order or one.order.number == row.order]
        total = sum((one.amount for one in paid), Decimal(0))
        if total != row.amount:
            order = paid[0].order_id if len(paid) == 1 else None
            yield Finding(
                "amount_differs", row.key(Source.PAYMENTS), row.day or run.last, order=order,
                ours=str(total), theirs=str(row.amount),
            )  # fmt: skip
    for payment in Payment.objects.filter(Period.of(run.first, run.last).holds("paid_at")):
        if payment.pk not in met:
            yield Finding(
                "missing_there", payment.transaction, timezone.localdate(payment.paid_at),
                order=payment.order_id, ours=str(payment.amount),
            )  # fmt: skip


def waybills(statement, run):
    """An export's waybill names no order (CEB505): it is known by its own number."""
    parcels = Shipment.objects.select_related("order")
    nameless = [row.waybill for row in statement.rows if not row.order]
    by_number = by_field(parcels, "waybill_number", nameless)
    by_order = by_field(parcels, "order__number", [row.order for row in statement.rows])
    orders = by_field(Order.objects, "number", [row.order for row in statement.rows])
    for row in statement.rows:
        parcel = by_order.get(row.order) if row.order else by_number.get(row.waybill)
        order = orders.get(row.order) if row.order else parcel and parcel.order
        day = row.day or run.last
        if order is None:
            yield unknown(row, run)
        elif parcel is None or not parcel.waybill_number:
            yield Finding("waybill_missing", order.number, day, order=order.pk, theirs=row.waybill)
        elif parcel.waybill_number != row.waybill:
            yield Finding(
                "waybill_differs", order.number, day, order=order.pk, ours=parcel.waybill_number,
                theirs=row.waybill,
            )  # fmt: skip


def taxes(statement, run):
    bills = TaxBill.objects.select_related("declaration")
    ours = by_field(bills, "tax_no", [row.bill for row in statement.rows])
    for row in statement.rows:
        bill, day = ours.get(row.bill), row.day or run.last
        if bill is None:
            yield Finding("unknown_there", row.bill, day, theirs=figures(row))
        elif bill.total is None or abs(bill.total - row.tax) > Decimal("0.005"):
            order = bill.declaration and bill.declaration.order_id
            yield Finding(
                "tax_differs", row.bill, day, order=order,
                ours="" if bill.total is None else f"{bill.total:.2f}", theirs=str(row.tax),
            )  # fmt: skip
    period = Period.of(run.first, run.last)
    known = {row.bill for row in statement.rows}
    for bill in bills.filter(period.holds("receipt__arrived_at")).select_related("receipt"):
        if bill.tax_no not in known:
            day = timezone.localdate(bill.receipt.arrived_at)
            yield Finding("missing_there", bill.tax_no, day, ours=f"{bill.total or 0:.2f}")


def _chunks(rows):
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


COMPARED = {
    Source.RELEASES: releases,
    Source.PAYMENTS: payments,
    Source.WAYBILLS: waybills,
    Source.TAXES: taxes,
}
