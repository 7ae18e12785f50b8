"""A document's page: what it says, what customs said of it, and what to do next."""

from django.contrib import messages as notes
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearance.actions.cancel_order import give_up, may_give_up
from clearance.actions.correct_consignee import correct, why_not_correct
from clearance.actions.resend import may_send_again, send_again
from clearance.clerk import advice
from clearance.clerk.forms import CorrectionForm, as_it_stands
from clearance.clerk.masking import shown
from clearance.clerk.versions import changes
from clearance.documents.kinds import FOR_CANCELLED
from clearance.models import Message
from clearance.receipts.state_machine import decisive
from clearance.tasks import sweep
from clearance.views.access import acts, may_act, may_see
from core.background.enqueue import enqueue_on_commit
from evidence.models import Entry
from orders.errors import OrderActionError

LATEST_ENTRIES = 100
MOST_ORDERS = 100  # of a document that many share


@may_see
def message(request, pk):
    return _page(request, _found(pk))


def _found(pk):
    return get_object_or_404(
        Message.objects.select_related("order__zone__switch", "zone", "batch"), pk=pk
    )


def _needs_someone(found):
    """Rejected or stuck, and not of an order that was cancelled over it."""
    if found.state not in ("rejected", "stuck") or found.superseded_at:
        return False
    over = found.order and found.order.cancelled_at
    return not over or found.kind in FOR_CANCELLED


def _page(request, found, form=None):
    items = list(found.receipt_items.with_receipts())
    last = decisive(items)
    may = acts(request.user)
    refusals = why_not_correct(found.order) if found.order and not found.superseded_at else [""]
    concerned = advice.names_the_consignee(found)
    if form is None and may and concerned and not refusals:
        form = CorrectionForm(initial=as_it_stands(found.order))
    next_steps = advice.steps(last, found.direction) if last else []
    context = {
        "message": found,
        "shown": shown(bytes(found.content), found.kind) if found.content else None,
        "receipts": [
            (
                item,
                advice.words_of(item.status, found.direction),
                advice.steps(item, found.direction),
            )
            for item in reversed(items)
        ],
        "steps": next_steps,
        "names_no_field": advice.name_no_field(next_steps),
        "leads_to_form": advice.name_no_field(next_steps) or any(s.here for s in next_steps),
        "status_words": advice.words_of(found.status, found.direction) if found.status else "",
        "needs_someone": _needs_someone(found),
        "attempts": found.attempts.order_by("-pk")[:50],
        "versions": versions_of(found),
        "corrections": found.order.corrections.select_related("by") if found.order else [],
        "orders": found.orders.order_by("pk")[:MOST_ORDERS],
        "results": found.results.select_related("receipt").defer("receipt__content"),
        "entries": Entry.objects.filter(subject=found.subject).order_by("-sequence")[
            :LATEST_ENTRIES
        ],
        "may_give_up": may and may_give_up(found),
        "may_send_again": may and may_send_again(found),
        "why_not_correct": refusals if any(refusals) and may_yet_change(found) else [],
        "form": form,
    }
    status = 422 if form is not None and form.is_bound and not form.is_valid() else 200
    return render(request, "clearance/message.html", context, status=status)


def may_yet_change(found):
    """Is it worth saying why nothing can be corrected? Not of what has come to its good end."""
    if not advice.names_the_consignee(found):
        return False
    return found.state != Message.State.ACCEPTED or not (
        found.order.is_export or found.order.released_at
    )


def versions_of(found):
    """(version, what changed since the one before), newest first; none of a single version."""
    same = list(
        Message.objects.filter(kind=found.kind, business_key=found.business_key).order_by("version")
    )
    if len(same) < 2:
        return []
    pairs = zip([None, *same], same, strict=False)
    return [
        (one, changes(before.content, one.content, one.kind) if before else None)
        for before, one in pairs
    ][::-1]


@may_act
@require_POST
def correct_order(request, pk):
    """The consignee or the address put right; the papers go out anew."""
    found = _found(pk)
    if not found.order or found.superseded_at:
        return redirect("clearance:message", pk)
    if "pick" in request.POST:  # without script: the lists below, nothing is judged yet
        return _page(request, found, CorrectionForm(initial=request.POST.dict()))
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    told = form.cleaned_data
    try:
        correct(
            found.order_id, form.as_fields(), actor=request.user,
            reason=told["reason"], token=told["token"],
        )  # fmt: skip
    except OrderActionError as exc:
        notes.error(request, str(exc))
        return redirect("clearance:message", pk)
    notes.success(request, _("Corrected. The papers go out in a new version."))
    enqueue_on_commit(sweep)
    return redirect("clearance:message", newest_of(found))


def newest_of(found):
    same = Message.objects.filter(kind=found.kind, business_key=found.business_key)
    return same.order_by("-version").values_list("pk", flat=True)[0]


@may_act
@require_POST
def resend(request, pk):
    found = get_object_or_404(Message, pk=pk)
    again = send_again(found, actor=request.user)
    if again is None:
        notes.info(
            request,
            _(
                "Nothing was sent: this document is on its way already, its order is cancelled, or"
                " somebody else than the orderer has paid."
            ),
        )
        return redirect("clearance:message", pk)
    notes.success(request, _("The document goes out again."))
    enqueue_on_commit(sweep)
    return redirect("clearance:message", again.pk)


@may_act
@require_POST
def end_order(request, pk):
    """What can't be put right: the order ends and its money goes back."""
    found = get_object_or_404(Message.objects.select_related("order"), pk=pk)
    words = " ".join(request.POST.get("reason", "").split())[:150]
    try:
        give_up(found, actor=request.user, reason=words or _("Customs does not let it through."))
    except OrderActionError as exc:
        notes.error(request, str(exc))
    else:
        notes.success(request, _("The order is cancelled and its money is on its way back."))
    return redirect("clearance:message", pk)
