"""`/clearance/exports/`: a month's lists out, and what is missing for their declaration."""

from datetime import date

from django.contrib import messages as notes
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from clearance.exports.summary import (
    due_on,
    is_running,
    month_before,
    month_groups,
    summarize,
)
from clearance.models import Message
from clearance.tasks import process_pending
from clearance.views.access import acts, key_in, may_see
from core.background.enqueue import enqueue_on_commit

MAX_REASON_LENGTH = 200
YEARS = range(2000, 3000)  # of which every day has a moment in every zone


@may_see
@require_http_methods(["GET", "HEAD", "POST"])
def month_of_exports(request):
    month = month_of(request)
    if request.method == "POST":
        if not acts(request.user):
            raise PermissionDenied
        return summarize_chosen(request, month)
    due, piles = due_on(month), month_groups(month)
    is_open = any(pile.ready or pile.missing for pile in piles)
    context = {
        "month": f"{month:%Y-%m}",
        "due": due,
        "is_late": is_open and timezone.localdate() > due,
        "piles": piles,
        "may_act": acts(request.user),
        "applications": applications_of(month),
    }
    return render(request, "clearance/exports.html", context)


def summarize_chosen(request, month):
    """The applications of one zone and consignor; of a month that is not over only after a
    question, and with a reason."""
    zone, code = key_in(request.POST, "zone"), request.POST.get("code", "")
    reason = " ".join(request.POST.get("reason", "").split())[:MAX_REASON_LENGTH]
    if is_running(month) and not reason:
        piles = [pile for pile in month_groups(month) if (pile.zone.pk, pile.code) == (zone, code)]
        context = {
            "month": f"{month:%Y-%m}",
            "pile": piles[0] if piles else None,
            "asked_before": "reason" in request.POST,
        }
        status = 422 if context["asked_before"] else 200
        return render(request, "clearance/running_month.html", context, status=status)
    written = summarize(month, zone, code, actor=request.user, reason=reason) if zone else []
    return redirect_after(request, month, written)


def redirect_after(request, month, written):
    """To the application, or to the month's where there are several."""
    if written:
        enqueue_on_commit(process_pending)
        text = ngettext(
            "The application is on its way to the customs agent.",
            "%(n)s applications are on their way to the customs agent: there are too many "
            "lists for one.",
            len(written),
        )
        notes.success(request, text % {"n": len(written)})
    else:
        notes.info(request, _("Nothing (more) to summarize."))
    if len(written) == 1:
        return redirect("clearance:message", written[0].pk)
    return redirect(f"{reverse('clearance:exports')}?month={month:%Y-%m}")


def applications_of(month):
    """The month's applications (CEB701), newest first, each with what customs made of it."""
    applications = Message.objects.filter(
        kind=Message.Kind.SUMMARY, superseded_at=None, details__month=f"{month:%Y-%m}"
    )
    return (
        applications.select_related("zone")
        .defer("content")
        .prefetch_related("results")
        .order_by("-pk")
    )


def month_of(request):
    """The first day of the month named; the last one before today's where none is."""
    last = month_before(timezone.localdate())
    try:
        month = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return last
    return month if month.year in YEARS else last
