"""The clerk's first page, and what is done from it to many documents at once."""

import csv
from itertools import chain
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages as notes
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from catalog.models import Zone
from catalog.models.zone import EITHER_WAY, Direction
from clearance.actions import bulk_resend
from clearance.clerk import csv_rows, queues, return_deadlines
from clearance.clerk.headings import with_headings
from clearance.clerk.masking import without_numbers
from clearance.clerk.order_rows import order_rows
from clearance.models import Batch, BulkResend, Message, Receipt, ZoneSwitch
from clearance.reconciliation.progress import reconciliation_progress
from clearance.tasks import resend_in_bulk
from clearance.views.access import acts, as_key, filters_in, key_in, may_act, may_see
from clearance.views.blocked import counted as blocked
from core.background.enqueue import enqueue_on_commit
from core.files.csv_cells import escape_formula
from evidence import actions as evidence

BYTE_ORDER_MARK = "\ufeff"
FILTERS = ("queue", "q", "kind", "trade", "zone", "mode", "since", "until")


@may_see
def overview(request):
    filters = filters_in(request.GET, FILTERS)
    queue, returns_under_way = filters.get("queue", ""), return_deadlines.running_returns()
    page = queues.page(
        queues.documents(filters), queue,
        after=key_in(request.GET, "after"), before=key_in(request.GET, "before"),
    )  # fmt: skip
    with_headings(page.rows)
    counted = queues.queues()
    to_do = [one for one in counted if one.name in queues.RESENDABLE]
    context = {
        "queues": counted,
        "to_do": sum(one.count for one in to_do),
        "to_do_is_more": any(one.is_more for one in to_do),
        "payments": queues.payments_to_settle(),
        "rows": order_rows(page.rows),
        "unprepared": queues.unprepared(),
        "unmatched": queues.unmatched_items().order_by()[:1000].count(),
        "unreadable": queues.unreadable_receipts().order_by()[:1000].count(),
        "returns": len(returns_under_way),
        "ending": sum(one.is_soon for one in returns_under_way),
        "blocked": blocked(),
        "progress": reconciliation_progress(),
        "stopped": ZoneSwitch.objects.exclude(stopped_at=None).select_related("zone", "by"),
        "resends": BulkResend.objects.filter(done_at=None),
        "filters": filters,
        "order": queues.order_of(filters),
        "chosen": queue,
        "applied": list(applied(request.GET, filters)),
        "kinds": Message.Kind.choices,
        "trades": Direction.choices,
        "modes": EITHER_WAY.items(),
        "zones": Zone.objects.all(),
        "page": page,
        "may_resend": queue in queues.RESENDABLE and acts(request.user),
    }
    return render(request, "clearance/overview.html", context)


def applied(query, filters):
    """(what the filter says, the list's address without it) of each filter in use."""
    labels = dict(Direction.choices)
    for name, value in filters.items():
        if name != "queue":
            without = query.copy()
            for gone in (name, "after", "before"):
                without.pop(gone, None)
            label = f"CEB{value}" if name == "kind" else labels.get(value, value)
            yield label, f"?{without.urlencode()}"


@may_act
@require_POST
def resend_chosen(request):
    """Those ticked, or all that the filters mean; confirmed once more before anything goes."""
    # a row ticks all its order's documents of the list at once: their keys with commas between
    ticked = [text for row in request.POST.getlist("pk") for text in row.split(",")]
    keys = ticked[: bulk_resend.MAX_AT_ONCE]
    pks = [pk for text in keys if (pk := as_key(text)) is not None]
    shown = filters_in(request.POST, FILTERS)
    filters = {"pks": pks} if pks else shown
    back = f"{reverse('clearance:overview')}?{urlencode(shown)}"
    if not pks and (filters.get("queue") not in queues.RESENDABLE or "all" not in request.POST):
        notes.info(request, _("Select documents first, or choose the whole list."))
        return redirect(back)
    if request.POST.get("confirmed") != "yes":
        documents = bulk_resend.resendable(filters).order_by("pk")
        meant = list(documents.values_list("pk", flat=True)[: bulk_resend.MAX_AT_ONCE])
        context = {
            "filters": shown, "pks": pks, "meant": meant, "count": len(meant), "token": uuid4().hex,
            "more": documents.count() - len(meant), "some": list(documents[:5]), "back": back,
        }  # fmt: skip
        return render(request, "clearance/resend.html", context)
    # what the question showed, whatever the list holds by now
    meant = [as_key(text) for text in request.POST.get("meant", "").split(",")]
    meant = [pk for pk in meant if pk is not None][: bulk_resend.MAX_AT_ONCE]
    token = request.POST.get("token", "")[:64]
    done = token and bulk_resend.resend_many({"pks": meant}, actor=request.user, token=token)
    if done:
        if new := bulk_resend.resendable(filters).exclude(pk__in=meant).count():
            text = ngettext(
                "%(n)s document that the question did not show was not sent.",
                "%(n)s documents that the question did not show were not sent.",
                new,
            )
            notes.info(request, text % {"n": new})
        enqueue_on_commit(resend_in_bulk)
        text = ngettext(
            "%(n)s document is being sent again.",
            "%(n)s documents are being sent again.",
            done.count,
        )
        notes.success(request, text % {"n": done.count})
    else:
        notes.info(request, _("There is nothing left to send again."))
    return redirect(back)


@may_see
def export(request):
    """The list as CSV, row by row however long: no identity number, no person's name."""
    filters = filters_in(request.GET, FILTERS)
    rows = csv_rows.documents(queues.documents(filters).order_by("pk"))
    evidence.record(
        subject="clearance", kind="queue exported", payload={"asked": filters}, actor=request.user
    )
    return download(f"documents-{timezone.localdate()}.csv", rows)


def download(name, rows):
    """CSV with a byte order mark, so that spreadsheets read the Chinese."""

    class Echo:
        def write(self, text):
            return text

    writer = csv.writer(Echo())
    lines = (writer.writerow([escape_formula(cell) for cell in row]) for row in rows)
    response = StreamingHttpResponse(
        chain([BYTE_ORDER_MARK], lines), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@may_see
def receipt(request, pk):
    """A receipt word for word, as customs wrote it, but for identity numbers (R-PRIV-6)."""
    receipt = get_object_or_404(Receipt, pk=pk)
    return verbatim(receipt.content, f"receipt-{receipt.digest[:12]}.xml")


@may_see
def transmission(request, pk):
    """A batch as it went over the line, out of its envelope and without identity numbers."""
    batch = get_object_or_404(Batch, pk=pk)
    return verbatim(batch.content, f"{batch.name}.xml")


def verbatim(content, name):
    response = HttpResponse(
        without_numbers(bytes(content)), content_type="text/plain; charset=utf-8"
    )
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@may_see
def returns(request):
    """Goods on their way back, by the day on which tax and limit are lost."""
    return render(request, "clearance/returns.html", {"rows": return_deadlines.running_returns()})


@may_see
def unmatched(request):
    context = {
        "items": queues.unmatched_items().with_receipts().order_by("-pk")[:50],
        "unreadable": queues.unreadable_receipts().defer("content").order_by("-pk")[:50],
    }
    return render(request, "clearance/unmatched_receipts.html", context)
