from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearance import queues
from clearance.actions.give_up import give_up, may_give_up
from clearance.actions.resend import may_send_again, send_again
from clearance.ceb.codes import status_word
from clearance.masking import shown, without_numbers
from clearance.models import Message, Receipt
from clearance.tasks import sweep
from evidence.models import Entry
from expo.access import members_of
from expo.groups import CLERKS, ORGANIZERS
from expo.language import speaks_chinese
from orders.nudging import nudge
from orders.reserving import Refused

clerks_only = members_of(CLERKS, ORGANIZERS)


@clerks_only
def overview(request):
    queue, text = request.GET.get("queue", ""), request.GET.get("q", "")
    kind = request.GET.get("kind", "")
    page = Paginator(queues.documents(queue, text, kind), 50).get_page(request.GET.get("page"))
    context = {
        "queues": queues.queues(),
        "unprepared": queues.unprepared(),
        "chosen": queue,
        "text": text,
        "kind": kind,
        "kinds": Message.Kind.choices,
        "page": page,
    }
    return render(request, "clearance/overview.html", context)


@clerks_only
def message(request, pk):
    found = get_object_or_404(Message.objects.select_related("order", "zone"), pk=pk)
    context = {
        "message": found,
        "shown": shown(bytes(found.content)) if found.content else None,
        "receipts": [
            (item, words_of(item.status))
            for item in found.receipt_items.select_related("receipt").order_by("-return_time")
        ],
        "attempts": found.attempts.order_by("-pk"),
        "others": others_of(found).exclude(pk=pk).order_by("pk"),
        "entries": Entry.objects.filter(subject=found.subject).order_by("-sequence"),
        "may_give_up": may_give_up(found),
        "may_send_again": may_send_again(found),
    }
    return render(request, "clearance/message.html", context)


def others_of(message):
    """The other documents of the same order; of several orders' document, those orders' own."""
    if message.order_id:
        return Message.objects.filter(order=message.order_id)
    return Message.objects.filter(order__in=message.orders.all())


def words_of(status):
    word = status_word(status)
    return word.zh if speaks_chinese() else word.en


@clerks_only
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

    nudge(sweep)
    return redirect("clearance:message", again.pk)


@clerks_only
@require_POST
def end_order(request, pk):
    """What can't be put right: the order ends and its money goes back."""
    found = get_object_or_404(Message.objects.select_related("order"), pk=pk)
    words = " ".join(request.POST.get("reason", "").split())[:150]
    try:
        give_up(found, actor=request.user, reason=words or _("Customs does not let it through."))
    except Refused as refusal:
        notes.error(request, str(refusal))
    else:
        notes.success(request, _("The order is cancelled and its money is on its way back."))
    return redirect("clearance:message", pk)


@clerks_only
def receipt(request, pk):
    """A receipt word for word, as customs wrote it, but for identity numbers (R-PRIV-6)."""
    found = get_object_or_404(Receipt, pk=pk)
    response = HttpResponse(
        without_numbers(bytes(found.content)), content_type="text/plain; charset=utf-8"
    )
    response["Content-Disposition"] = f'inline; filename="receipt-{found.digest[:12]}.xml"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@clerks_only
def strays(request):
    items, unreadable = queues.strays()
    return render(request, "clearance/strays.html", {"items": items, "unreadable": unreadable})
