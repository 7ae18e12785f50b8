"""Customs' tax bills (CEB816) and their states (CEB818), beside our own estimate (R-TAX-15).

A bill belongs to a list by customs' number for it. Bill, state and the list's number may come in
any sequence, each more than once: the newest by customs' own time stands."""

from decimal import Decimal

from django.db import transaction

from clearance.models import Declaration, TaxBill
from clearance.receipts.content import lines_in, number_in
from evidence import actions as evidence
from orders.returns.rules import tax_due

AMOUNTS = {"duty": "customsTax", "vat": "valueAddedTax", "consumption_tax": "consumptionTax"}
LINE_FACTS = ("gnum", "gcode", "taxPrice", "customsTax", "valueAddedTax", "consumptionTax")


@transaction.atomic
def apply_tax_bill(item):
    """A receipt item of 816 or 818, put on its bill. True: it has found its place."""
    if not item.business_key:
        return False
    bill, new = TaxBill.objects.get_or_create(
        tax_no=item.business_key[:50], defaults={"invt_no": item.data.get("invtNo", "")[:20]}
    )
    bill = TaxBill.objects.select_for_update(of=("self",)).get(pk=bill.pk)
    # `|`, not `or`: the state is taken in whether or not amounts changed
    changed = (item.kind == "816" and _take_amounts(bill, item)) | _take_state(bill, item)
    _compare(bill)
    bill.save()
    if changed or new:
        evidence.record(
            subject=_subject(bill),
            kind="tax bill",
            payload={
                "bill": bill.tax_no,
                "list": bill.invt_no,
                "total": str(bill.total),
                "state": bill.state,
                "receipt": item.receipt.digest,
            },
        )
    return True


def _take_amounts(bill, item):
    if bill.billed_time >= item.return_time:
        return False
    bill.billed_time, bill.receipt = item.return_time, item.receipt
    bill.invt_no = item.data.get("invtNo", "")[:20] or bill.invt_no
    for name, element in AMOUNTS.items():
        setattr(bill, name, number_in(item.data.get(element, "")) or Decimal(0))
    bill.lines = lines_in(
        item.receipt, "TaxHeadRd", "TaxListRd", names=LINE_FACTS, taxNo=item.business_key
    )
    return True


def _take_state(bill, item):
    stated = (item.return_time, item.status[:1])
    if stated <= (bill.state_time, bill.state) or item.status not in TaxBill.State.values:
        return False
    bill.state_time, bill.state = stated
    bill.duty_no = item.data.get("entDutyNo", "")[:50] or bill.duty_no
    return True


def _compare(bill):
    """Find its list, and say how far our estimate was from it."""
    if bill.declaration is None and bill.invt_no:
        bill.declaration = (
            Declaration.objects.filter(invt_no=bill.invt_no).select_related("order").first()
        )
    if bill.declaration is not None and bill.total is not None:
        # after a return customs bills what stays; the rest was given back and nobody owes it
        bill.estimate = tax_due(bill.declaration.order)
        bill.difference = bill.total - bill.estimate


def match_tax_bills(declaration):
    """Bills that came before the list's number was known to us."""
    if not declaration.invt_no:
        return
    waiting = TaxBill.objects.filter(declaration=None, invt_no=declaration.invt_no)
    for bill in waiting.select_for_update(of=("self",)):
        bill.declaration = declaration
        _compare(bill)
        bill.save()


def lock_bills(order):
    """For an action that writes to the ledger before it comes to compare them again."""
    list(TaxBill.objects.select_for_update().filter(declaration__order=order).order_by("pk"))


@transaction.atomic
def compare_again(orders):
    """Returns have changed what is due of some orders (pks): so have their bills' differences. How
    many did."""
    locked = TaxBill.objects.filter(declaration__order__in=orders).select_for_update(of=("self",))
    bills = list(
        locked.select_related("declaration__order")
        .prefetch_related("declaration__order__returns__lines__line")
        .order_by("pk")
    )
    before = [bill.estimate for bill in bills]
    for bill in bills:
        _compare(bill)
    changed = [bill for bill, was in zip(bills, before, strict=True) if bill.estimate != was]
    TaxBill.objects.bulk_update(changed, ["estimate", "difference"], batch_size=500)
    return len(changed)


def _subject(bill):
    if bill.declaration is not None:
        return f"order {bill.declaration.order.number}"
    return f"list {bill.invt_no}"
