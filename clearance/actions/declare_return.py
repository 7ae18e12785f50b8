"""Goods that come back after release (CEB625): the application is written once for each return, and
goes out by itself; what customs answers moves the return (`receipts/consequences.py`)."""

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import translation

from clearance.documents.kinds import RETURN_OF
from clearance.documents.preparation import write_document
from clearance.locking import locked_order
from clearance.models import Declaration, Message
from clearance.routing import whole_order
from core.background.batch import process_each
from orders.models import Return
from orders.returns import apply_in_time

NUMBERED = Exists(Declaration.objects.filter(order=OuterRef("order")).exclude(invt_no=""))


def bring_back_waiting(limit=200):
    """The sweep: returns that customs is to be told of and has no document of. One whose list has
    no number of customs' is left out, lest it keep the others waiting."""
    apply_in_time()
    ready = untold_returns().filter(NUMBERED).order_by("pk")
    return process_each(bring_back, list(ready.values_list("pk", flat=True)[:limit]))


def untold_returns():
    written = Message.objects.filter(kind__in=RETURN_OF.values(), business_key=OuterRef("number"))
    return Return.objects.to_be_applied().filter(~Exists(written))


def returns_held_up():
    """Returns that customs can't be told of, because it has given their list no number."""
    return untold_returns().exclude(NUMBERED)


def bring_back(return_id):
    """Write a return's application. True if this call did; False while the list's number, which it
    must name, is not known."""
    try:
        with transaction.atomic():
            return _bring_back(Return.objects.get(pk=return_id))
    except IntegrityError:  # another worker was faster
        return False


def reason_in_chinese(goods_return):
    """Customs reads it, whoever's page or worker writes it."""
    with translation.override("zh-hans"):
        return str(goods_return.get_reason_display())


def _bring_back(goods_return):
    locked_order(goods_return.order_id)
    declaration = Declaration.objects.filter(order=goods_return.order_id).exclude(invt_no="").last()
    if (
        declaration is None
        or not Return.objects.to_be_applied().filter(pk=goods_return.pk).exists()
    ):
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
