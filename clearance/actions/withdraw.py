"""Taking a declaration back before release (CEB623): a buyer's request, or a clerk's.

While nothing of the list has left the site the order simply ends. Once customs has it the agent is
requested to cancel it, which needs customs' number for it; until then the request waits."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone, translation

from clearance.actions.cancel_order import WITH_CUSTOMS
from clearance.documents.kinds import CANCELLATION_OF, LISTS
from clearance.documents.preparation import write_document
from clearance.locking import locked_order, once
from clearance.models import Declaration, Message
from clearance.models.stored_errors import CANCELLED_BEFORE_DECLARATION
from clearance.routing import whole_order
from core.background.batch import process_each
from orders.actions.cancel import cancel
from orders.models import Order
from orders.models.order import ClearanceState

Kind, State = Message.Kind, Message.State
MAX_REQUESTS = 9  # the last place of copNo
BLOCKED_AFTER = timedelta(hours=1)
DECIDED = (Declaration.State.RELEASED, Declaration.State.CANCELLED, Declaration.State.REJECTED)
CANCELLATIONS = Message.objects.filter(order=OuterRef("pk"), kind__in=CANCELLATION_OF.values())
CAN_PROCEED = ~Exists(Message.objects.filter(WITH_CUSTOMS, order=OuterRef("pk"))) | Q(
    Exists(
        Declaration.objects.filter(order=OuterRef("pk"))
        .exclude(invt_no="")
        .exclude(state__in=DECIDED)
    ),
    turns__lt=MAX_REQUESTS,
)


def withdraw_pending(limit=200):
    """Periodic: orders whose cancellation was requested and can be taken where it belongs. Those
    that wait for customs' word, or number, are left out, lest they keep the newer ones waiting."""
    ready = requested_withdrawals().filter(CAN_PROCEED).order_by("cancel_requested_at")
    return process_each(withdraw, list(ready.values_list("pk", flat=True)[:limit]))


def requested_withdrawals():
    """Orders whose cancellation was requested, and that customs is not asked about just now."""
    requested = Order.objects.filter(~Exists(CANCELLATIONS.exclude(state=State.REJECTED)))
    requested = requested.filter(cancelled_at=None, cancel_requested_at__isnull=False)
    turns = Count("messages", filter=Q(messages__kind__in=CANCELLATION_OF.values()))
    return requested.exclude(clearance_state=ClearanceState.RELEASED).annotate(turns=turns)


def blocked_withdrawals():
    """Requests that have waited for longer than customs takes for a number, or that customs has
    rejected too often to be asked again: a clerk talks to the agent."""
    old = timezone.now() - BLOCKED_AFTER
    return requested_withdrawals().exclude(CAN_PROCEED).filter(cancel_requested_at__lt=old)


@once
def withdraw(order_id):
    """Take an order's cancellation where it belongs. True if this call did something."""
    order = locked_order(order_id, may_end=True)
    if order.cancelled_at or not order.cancel_requested_at:
        return False
    lists = Message.objects.filter(order=order, kind__in=LISTS, superseded_at=None)
    # from here on no worker claims it: the claim is a guarded update of the same state
    lists.filter(state=State.WAITING, tries=0).update(
        state=State.STUCK, last_error=CANCELLED_BEFORE_DECLARATION
    )
    if not Message.objects.filter(WITH_CUSTOMS, order=order).exists():
        cancel(order, reason=order.cancel_reason, undeclared=True)
        return True
    return ask_customs(order, order.cancel_reason)


def ask_customs(order, reason):
    """Write the cancellation, once for each answer of customs; False while it is under way, or
    customs' number is not known yet."""
    declaration = Declaration.objects.filter(order=order).exclude(invt_no="").last()
    if declaration is None or declaration.state in DECIDED:
        return False
    kind = CANCELLATION_OF[declaration.kind]
    before = Message.objects.filter(order=order, kind=kind)
    # an answer is outstanding, or copNo has no place left for another request
    if before.exclude(state=State.REJECTED).exists() or before.count() >= MAX_REQUESTS:
        return False
    write_document(
        whole_order(order.pk),
        kind,
        details={
            "cop_no": f"C{order.number[1:]}"[:19] + str(before.count() + 1),
            "invt_no": declaration.invt_no,
            "pre_no": declaration.pre_no,
            "reason": in_chinese(reason or "Cancelled by the buyer."),
        },
    )
    return True


def in_chinese(reason):
    """Customs reads it. The site's own reasons are kept in English; a person's text stays."""
    with translation.override("zh-hans"):
        return translation.gettext(reason)
