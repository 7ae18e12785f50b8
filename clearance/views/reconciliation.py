"""Reconciliation's pages: what does not agree, whose it is, and how to resolve it."""

from django.contrib import messages as notes
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from clearance.clerk import csv_rows, queues
from clearance.days import read_day
from clearance.models.discrepancy_kinds import KINDS
from clearance.models.reconciliation import Discrepancy, DiscrepancyEvent, ReconciliationRun
from clearance.reconciliation import actions
from clearance.reconciliation.forms import RunForm
from clearance.reconciliation.own_records import reconcile_own_records
from clearance.reconciliation.progress import reconciliation_progress
from clearance.reconciliation.statement_files import UnusableStatementError
from clearance.reconciliation.statements import reconcile_file
from clearance.views.access import acts, filters_in, key_in, may_act, may_see
from clearance.views.queues import download
from core.groups import CLERKS
from core.models import User
from evidence import actions as evidence

State, Source = Discrepancy.State, ReconciliationRun.Source
FILTERS = ("state", "kind", "source", "owner", "since", "until", "q")


def filtered(filters, user):
    rows = Discrepancy.objects.select_related("order", "owner")
    state = filters.get("state", State.OPEN)
    if state in State.values:
        rows = rows.filter(state=state)
    if filters.get("kind") in KINDS:
        rows = rows.filter(kind=filters["kind"])
    if filters.get("source") in Source.values:
        rows = rows.filter(source=filters["source"])
    if filters.get("owner") == "me":
        rows = rows.filter(owner=user)
    elif filters.get("owner") == "nobody":
        rows = rows.filter(owner=None)
    if since := read_day(filters.get("since")):
        rows = rows.filter(day__gte=since)
    if until := read_day(filters.get("until")):
        rows = rows.filter(day__lte=until)
    if text := filters.get("q", "").replace("\0", "").strip():
        rows = rows.filter(subject__icontains=text)
    return rows


@may_see
def discrepancies(request, form=None):
    filters = filters_in(request.GET, FILTERS)
    rows = filtered(filters, request.user)
    if request.GET.get("format") == "csv":
        evidence.record(
            subject="clearance", kind="discrepancies exported", payload={"asked": filters},
            actor=request.user,
        )  # fmt: skip
        name = f"discrepancies-{timezone.localdate()}.csv"
        return download(name, csv_rows.discrepancies(rows.order_by("pk")))
    counts = Discrepancy.objects.open().order_by().values("kind").annotate(n=Count("pk"))
    context = {
        "progress": reconciliation_progress(),
        "filters": {"state": State.OPEN, **filters},
        "page": queues.page(
            rows, after=key_in(request.GET, "after"), before=key_in(request.GET, "before")
        ),
        "open_kinds": sorted(
            ((KINDS[one["kind"]], one["n"]) for one in counts if one["kind"] in KINDS),
            key=lambda pair: -pair[1],
        ),
        "kinds": KINDS.values(),
        "states": State.choices,
        "sources": Source.choices,
        "runs": ReconciliationRun.objects.select_related("by")[:10],
        "may_act": acts(request.user),
        "form": form or RunForm(),
    }
    status = 422 if form is not None else 200
    return render(request, "clearance/discrepancies.html", context, status=status)


@may_act
@require_POST
def reconcile(request):
    """Now, for a period: our records among themselves, or with a file."""
    form = RunForm(request.POST, request.FILES)
    if not form.is_valid():
        return discrepancies(request, form)
    data = form.cleaned_data
    period = {"first": data["first"], "last": data["last"], "by": request.user}
    try:
        if data["source"] == Source.BOOKS:
            run = reconcile_own_records(**period)
        else:
            file = data["file"]
            run = reconcile_file(file.read(), source=data["source"], name=file.name, **period)
    except UnusableStatementError as exc:
        form.add_error("file", str(exc))
        return discrepancies(request, form)
    total = sum(run.counts["found"].values())
    text = ngettext(
        "Compared: %(n)s discrepancy found.", "Compared: %(n)s discrepancies found.", total
    )
    notes.success(request, text % {"n": total})
    if run.errors:
        notes.error(
            request, _("Some rows of the file could not be read; see the list of the comparison.")
        )
    return redirect(f"{reverse('clearance:discrepancies')}#runs")


@may_see
def discrepancy(request, pk):
    row = get_object_or_404(
        Discrepancy.objects.select_related("order", "message", "owner", "run"), pk=pk
    )
    clerks = User.objects.filter(groups__name=CLERKS, is_active=True).order_by("email").distinct()
    context = {
        "row": row,
        "remedy_url": remedy_url(row),
        "events": row.events.select_related("by").order_by("-pk"),
        "clerks": clerks,
        "may_act": acts(request.user),
    }
    return render(request, "clearance/discrepancy.html", context)


def remedy_url(row):
    """Where the remedy is done."""
    if row.message_id:
        return reverse("clearance:message", args=[row.message_id])
    if row.what.page == "exports":
        return f"{reverse('clearance:exports')}?month={row.day:%Y-%m}"
    if row.order_id:
        return f"{reverse('clearance:overview')}?q={row.order.number}"
    if row.what.page == "unmatched":
        return reverse("clearance:unmatched")
    return f"{reverse('clearance:overview')}?q={row.subject}"


@may_act
@require_POST
def discrepancy_action(request, pk):
    row = get_object_or_404(Discrepancy, pk=pk)
    text = " ".join(request.POST.get("words", "").split())[:300]
    do, actor = request.POST.get("do"), request.user
    if do == "assign":
        owner = get_object_or_404(
            User.objects.distinct(), pk=key_in(request.POST, "owner"), groups__name=CLERKS
        )
        actions.assign(row, owner, actor=actor)
    elif do == "mine":
        actions.assign(row, actor, actor=actor)
    elif not text:
        notes.error(request, _("Please give a short reason."))
    elif do == "note":
        actions.note(row, text, actor=actor)
    elif do in (State.EXPLAINED, State.RESOLVED):
        actions.close(row, DiscrepancyEvent.Kind(do), reason=text, actor=actor)
    elif do == "reopen":
        actions.reopen(row, reason=text, actor=actor)
    return redirect("clearance:discrepancy", pk)
