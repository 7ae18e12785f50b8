"""Exported goods that are back at the supervised site are tallied there (CEB215), once customs has
the return's application (CEB213). Asked only where a zone names its operator."""

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat, Substr

from ceb.codes import STATUSES
from clearance.documents.preparation import write_document
from clearance.locking import locked_order, once
from clearance.models import Message, PartyRole
from clearance.routing import whole_order
from core.background.batch import process_each
from orders.models import Return

Kind, State = Message.Kind, Message.State
BEFORE_CUSTOMS = ("draft", "sent", "send_failed", "rejected")
WITH_CUSTOMS = [code for code, word in STATUSES.items() if word.meaning not in BEFORE_CUSTOMS]


def tally_pending_returns(limit=200):
    """Periodic: exports' returns whose goods are here and that nobody has tallied."""
    applied = Message.objects.filter(
        Q(state=State.ACCEPTED) | Q(state=State.SENT, status__in=WITH_CUSTOMS),
        kind=Kind.EXPORT_RETURN, superseded_at=None, business_key=OuterRef("number"),
    )  # fmt: skip
    own_number = Concat(Value("T"), Substr(OuterRef("number"), 2))
    tallied = Message.objects.filter(kind=Kind.TALLY, business_key=own_number)
    waiting = Return.objects.filter(
        Exists(applied), ~Exists(tallied), order__zone__parties__role=PartyRole.OPERATOR
    ).exclude(arrived_on=None)
    return process_each(tally, list(waiting.order_by("pk").values_list("pk", flat=True)[:limit]))


@once
def tally(return_id):
    """Ask the operator for the tally of a return. True if this call wrote it."""
    goods_return = Return.objects.get(pk=return_id)
    locked_order(goods_return.order_id)
    applied = Message.objects.filter(
        kind=Kind.EXPORT_RETURN, superseded_at=None, business_key=goods_return.number
    ).last()
    number = tally_number(goods_return)
    if applied is None or Message.objects.filter(kind=Kind.TALLY, business_key=number).exists():
        return False
    details = {"cop_no": number, "invt_no": applied.details["invt_no"]}
    write_document(whole_order(goods_return.order_id), Kind.TALLY, details=details)
    return True


def tally_number(goods_return):
    """coElNo: the return's number with another letter, at most 20 characters."""
    return f"T{goods_return.number[1:]}"
