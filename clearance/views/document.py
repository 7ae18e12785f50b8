"""A document's page: what it says, what customs said of it, and what to do next."""

from django.contrib import messages as notes
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearance.actions.cancel_order import cancel_order, may_cancel_order
from clearance.actions.correct_consignee import correct, why_not_correct
from clearance.actions.resend import may_resend, resend, why_not_resend
from clearance.clerk import advice, order_page
from clearance.clerk.forms import CorrectionForm, current_values
from clearance.clerk.headings import cause_of, heading
from clearance.clerk.masking import shown
from clearance.clerk.progress import documents_of
from clearance.clerk.versions import changes, table_rows
from clearance.models import Message
from clearance.receipts.state_machine import decisive
from clearance.tasks import process_pending
from clearance.views.access import acts, is_confirmed, may_act, may_see
from core.background.enqueue import enqueue_on_commit
from evidence.models import Entry
from orders.errors import OrderActionError

LATEST_ENTRIES = 100
MAX_ORDERS = 100  # of a document that many share


@may_see
def message(request, pk):
    return _page(request, _get_message(pk))


def _get_message(pk):
    return get_object_or_404(
        Message.objects.select_related("order__zone__switch", "zone", "batch"), pk=pk
    )


def _page(request, message, form=None):
    may, order = acts(request.user), message.order
    last = decisive(message.receipt_items.with_receipts())
    is_current = order and not message.superseded_at
    reasons_against = why_not_correct(order) if is_current else []
    correctable = is_current and advice.names_the_consignee(message) and not reasons_against
    if form is None and may and correctable:
        form = CorrectionForm(initial=current_values(order))
    next_steps = advice.steps(last, message.direction) if last else []
    names_no_field = advice.names_no_field(next_steps)
    versions = versions_of(message)
    cause = cause_of(next_steps)
    context = {
        "message": message,
        "heading": heading(message, cause),
        "queue_place": order_page.place_in_queue(message),
        "documents": documents_of(order) if order else [],
        "cause": cause,
        "steps": next_steps,
        "leads_to_form": names_no_field or any(step.here for step in next_steps),
        "needs_someone": order_page.needs_someone(message),
        "status_label": message.status and advice.status_text(message.status, message.direction),
        "table": table_of(message, versions, next_steps),
        "receipts": order_page.receipt_lines(message),
        "attempts": message.attempts.order_by("-pk")[:50],
        "versions": versions,
        "corrections": order.corrections.select_related("by") if order else [],
        "orders": message.orders.order_by("pk")[:MAX_ORDERS],
        "results": message.results.select_related("receipt").defer("receipt__content"),
        "may_act": may,
        "may_give_up": may and may_cancel_order(message),
        "may_send_again": may and may_resend(message),
        "why_not_correct": reasons_against if may_yet_change(message) else [],
        "form": form,
        **_of_ledger(message),
    }
    context["rewritten"] = list(order_page.rewritten(context["documents"])) if form else []
    context["goods"] = order_page.goods_of(order) if order else None
    status = 422 if form is not None and form.is_bound and not form.is_valid() else 200
    return render(request, "clearance/message.html", context, status=status)


def _of_ledger(message):
    entries = Entry.objects.filter(subject=message.subject).order_by("-sequence")
    return {
        "entries": order_page.with_staff(list(entries[:LATEST_ENTRIES])),
        "entry_count": entries.count(),
    }


def may_yet_change(message):
    """Is it worth saying why nothing can be corrected? Not of what has come to its good end."""
    if not advice.names_the_consignee(message):
        return False
    return message.state != Message.State.ACCEPTED or not (
        message.order.is_export or message.order.released_at
    )


def versions_of(message):
    """(version, what changed since the one before), newest first; none of a single version."""
    same = Message.objects.filter(kind=message.kind, business_key=message.business_key)
    versions = list(same.order_by("version"))
    if len(versions) < 2:
        return []
    pairs = zip([None, *versions], versions, strict=False)
    return [
        (one, changes(before.content, one.content, one.kind) if before else None)
        for before, one in pairs
    ][::-1]


def table_of(message, versions, next_steps):
    """The document as a table: its rows beside the version before; None of an empty one."""
    if not message.content:
        return None
    document = shown(bytes(message.content), message.kind)
    before = next((one for one, _changed in versions if one.version < message.version), None)
    wrong = {name for step in next_steps for name in step.field.split(", ") if name}
    rows = table_rows(
        document.rows,
        (before.content, message.kind) if before else None,
        wrong if order_page.needs_someone(message) else (),
    )
    return {"rows": list(rows), "text": document.text, "before": before}


@may_act
@require_POST
def correct_order(request, pk):
    """The consignee or the address put right; the documents go out anew."""
    message = _get_message(pk)
    if not message.order or message.superseded_at:
        return redirect("clearance:message", pk)
    if "pick" in request.POST:  # without script: the lists below, nothing is judged yet
        return _page(request, message, CorrectionForm(initial=request.POST.dict()))
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _page(request, message, form)
    data = form.cleaned_data
    try:
        correct(
            message.order_id, form.as_fields(), actor=request.user,
            reason=data["reason"], token=data["token"],
        )  # fmt: skip
    except OrderActionError as exc:
        notes.error(request, str(exc))
        return redirect("clearance:message", pk)
    notes.success(request, _("Corrected. A new version of the documents is being sent."))
    enqueue_on_commit(process_pending)
    return redirect("clearance:message", newest_of(message))


def newest_of(message):
    same = Message.objects.filter(kind=message.kind, business_key=message.business_key)
    return same.order_by("-version").values_list("pk", flat=True)[0]


@may_act
@require_POST
def resend_message(request, pk):
    message = get_object_or_404(Message, pk=pk)
    again = resend(message, actor=request.user)
    if again is None:
        notes.info(request, why_not_resend(message))
        return redirect("clearance:message", pk)
    notes.success(request, _("The document is being sent again."))
    enqueue_on_commit(process_pending)
    return redirect("clearance:message", again.pk)


@may_act
@require_POST
def end_order(request, pk):
    """What can't be put right: the order ends and its money goes back."""
    message = get_object_or_404(Message.objects.select_related("order"), pk=pk)
    if not is_confirmed(request):
        return redirect(f"{reverse('clearance:message', args=[pk])}#end")
    reason = " ".join(request.POST.get("reason", "").split())[:150]
    try:
        cancel_order(
            message, actor=request.user, reason=reason or _("Customs has refused release.")
        )
    except OrderActionError as exc:
        notes.error(request, str(exc))
    else:
        notes.success(request, _("The order is cancelled and the refund is under way."))
    return redirect("clearance:message", pk)
