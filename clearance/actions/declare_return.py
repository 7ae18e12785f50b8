"""Goods that come back after release (CEB625): the application is written once for each return, and
goes out by itself; what customs answers moves the return (`receipts/consequences.py`)."""

from django.db.models import Exists, OuterRef
from django.utils import translation

from clearance.documents.kinds import RETURN_OF
from clearance.documents.preparation import write_document
from clearance.locking import locked_order, once
from clearance.models import Declaration, Message
from clearance.routing import whole_order
from core.background.batch import process_each
from orders.models import Return
from orders.returns import apply_in_time

NUMBERED = Exists(Declaration.objects.filter(order=OuterRef("order")).exclude(invt_no=""))


def declare_pending_returns(limit=200):
    """Periodic: returns to be declared that have no document. One whose list has
    no number of customs' is left out, lest it keep the others waiting."""
    apply_in_time()
    ready = undeclared_returns().filter(NUMBERED).order_by("pk")
    return process_each(declare_return, list(ready.values_list("pk", flat=True)[:limit]))


def undeclared_returns():
    written = Message.objects.filter(kind__in=RETURN_OF.values(), business_key=OuterRef("number"))
    return Return.objects.to_be_applied().filter(~Exists(written))


def blocked_returns():
    """Returns that can't be declared, because customs has given their list no number."""
    return undeclared_returns().exclude(NUMBERED)


def reason_in_chinese(goods_return):
    """Customs reads it, so it is Chinese on every page and in every worker."""
    with translation.override("zh-hans"):
        return str(goods_return.get_reason_display())


@once
def declare_return(return_id):
    """Write a return's application. True if this call did; False while the list's number, which it
    must name, is not known."""
    goods_return = Return.objects.get(pk=return_id)
    locked_order(goods_return.order_id)
    declaration = Declaration.objects.filter(order=goods_return.order_id).exclude(invt_no="").last()
    waiting = Return.objects.to_be_applied().filter(pk=return_id)
    if declaration is None or not waiting.exists():
        return False
    order = whole_order(goods_return.order_id)
    write_document(
        order,
        RETURN_OF[order.direction],
        details={
            "cop_no": goods_return.number,
            "invt_no": declaration.invt_no,
            "reason": reason_in_chinese(goods_return),
            "lines": [
                {"gnum": row.line.line, "qty": row.quantity}
                for row in goods_return.lines.select_related("line")
            ],
        },
    )
    return True
