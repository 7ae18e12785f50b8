"""The clerk's first page, and what is done from it to many documents at once."""

import csv
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
from clearance.actions import bulk_resend as resend_many
from clearance.clerk import csv_rows as spreadsheet
from clearance.clerk import queues
from clearance.clerk import return_deadlines as clocks
from clearance.clerk.masking import without_numbers
from clearance.models import Batch, BulkResend, Message, Receipt, ZoneSwitch
from clearance.reconciliation.progress import standing
from clearance.tasks import resend_in_bulk
from clearance.views.access import acts, as_key, key_in, may_act, may_see
from clearance.views.blocked import counted as held_up
from core.background.enqueue import enqueue_on_commit
from core.files.csv_cells import escape_formula
from evidence import actions as evidence

FILTERS = ("queue", "q", "kind", "trade", "zone", "mode", "since", "until")


def asked_of(query):
    """The filters that a page's address or a form names, without the empty ones."""
    return {name: query[name][:60] for name in FILTERS if query.get(name)}


@may_see
def overview(request):
    asked = asked_of(request.GET)
    queue, returns_under_way = asked.get("queue", ""), clocks.running()
    page = queues.page(
        queues.documents(asked), queue,
        after=key_in(request.GET, "after"), before=key_in(request.GET, "before"),
    )  # fmt: skip
    queues.in_words(page.rows)
    context = {
        "queues": queues.queues(),
        "unprepared": queues.unprepared(),
        "strays": queues.stray_items().order_by()[:1000].count(),
        "unreadable": queues.unreadable().order_by()[:1000].count(),
        "returns": len(returns_under_way),
        "ending": sum(one.is_soon for one in returns_under_way),
        "held_up": held_up(),
        "standing": standing(),
        "stopped": ZoneSwitch.objects.exclude(stopped_at=None).select_related("zone", "by"),
        "resends": BulkResend.objects.filter(done_at=None),
        "asked": asked,
        "order": queues.order_of(asked),
        "chosen": queue,
        "is_filtered": bool(set(asked) - {"queue"}),
        "kinds": Message.Kind.choices,
        "trades": Direction.choices,
        "modes": EITHER_WAY.items(),
        "zones": Zone.objects.all(),
        "page": page,
        "may_resend": queue in queues.RESENDABLE and acts(request.user),
    }
    return render(request, "clearance/overview.html", context)


@may_act
@require_POST
def resend_chosen(request):
    """Those ticked, or all that the filters mean; asked once more before anything goes."""
    ticked = [as_key(text) for text in request.POST.getlist("pk")[:200]]
    pks = [pk for pk in ticked if pk is not None]
    shown = asked_of(request.POST)
    asked = {"pks": pks} if pks else shown
    back = f"{reverse('clearance:overview')}?{urlencode(shown)}"
    if not pks and (asked.get("queue") not in queues.RESENDABLE or "all" not in request.POST):
        notes.info(request, _("Tick the documents first, or choose all of the list."))
        return redirect(back)
    if request.POST.get("confirmed") != "yes":
        found = resend_many.may_go_again(asked)
        context = {"asked": shown, "pks": pks, "count": found.count(), "token": uuid4().hex,
                   "some": list(found.order_by("pk")[:5]), "back": back}  # fmt: skip
        return render(request, "clearance/resend.html", context)
    token = request.POST.get("token", "")[:64]
    done = token and resend_many.resend_many(asked, actor=request.user, token=token)
    if done:
        enqueue_on_commit(resend_in_bulk)
        said = ngettext(
            "%(n)s document goes out again.", "%(n)s documents go out again.", done.count
        )
        notes.success(request, said % {"n": done.count})
    else:
        notes.info(request, _("There is nothing left to send again."))
    return redirect(back)


@may_see
def export(request):
    """The list as CSV, row by row however long: no identity number, no person's name."""
    asked = asked_of(request.GET)
    rows = spreadsheet.documents(queues.documents(asked).order_by("pk"))
    evidence.record(
        subject="clearance", kind="queue exported", payload={"asked": asked}, actor=request.user
    )
    return download(f"documents-{timezone.localdate()}.csv", rows)


def download(name, rows):
    """CSV with a byte order mark, so that spreadsheets read the Chinese."""

    class Echo:
        def write(self, text):
            return text

    writer = csv.writer(Echo())
    lines = (writer.writerow([escape_formula(cell) for cell in row]) for row in rows)
    response = StreamingHttpResponse(with_mark(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def with_mark(lines):
    yield "\ufeff"
    yield from lines


@may_see
def receipt(request, pk):
    """A receipt word for word, as customs wrote it, but for identity numbers (R-PRIV-6)."""
    found = get_object_or_404(Receipt, pk=pk)
    return verbatim(found.content, f"receipt-{found.digest[:12]}.xml")


@may_see
def transmission(request, pk):
    """A batch as it went over the line, out of its envelope and without identity numbers."""
    found = get_object_or_404(Batch, pk=pk)
    return verbatim(found.content, f"{found.name}.xml")


def verbatim(content, name):
    response = HttpResponse(
        without_numbers(bytes(content)), content_type="text/plain; charset=utf-8"
    )
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@may_see
def returns(request):
    """Goods on their way back, by the day on which tax and limit are lost."""
    return render(request, "clearance/returns.html", {"rows": clocks.running()})


@may_see
def strays(request):
    items, unreadable = queues.strays()
    return render(
        request, "clearance/unmatched_receipts.html", {"items": items, "unreadable": unreadable}
    )
