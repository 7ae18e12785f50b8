"""`/clearance/departures/`: exports on their way out, by the carrier's bill of lading. A clerk
notes what has happened to the parcels; the firms report it to customs."""

from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from catalog.models import Zone
from clearance.clerk.forms import StepForm
from clearance.exports.departures import MAX_SHOWN, STEPS, bills, parcels_of
from clearance.exports.report_parcels import report_parcels
from clearance.tasks import process_pending
from clearance.views.access import acts, may_act, may_see
from core.background.enqueue import enqueue_on_commit
from orders.errors import OrderActionError

A_PAGE = 30


@may_see
@require_safe
def departures(request):
    page = Paginator(bills(), A_PAGE).get_page(request.GET.get("page"))
    zones = {zone.pk: zone for zone in Zone.objects.all()}
    rows = [row | {"zone": zones[row["zone_id"]]} for row in page]
    return render(request, "clearance/departures.html", {"page_obj": page, "rows": rows})


@may_see
@require_http_methods(["GET", "HEAD", "POST"])
def bill_of_lading(request):
    zone = get_object_or_404(Zone, code=request.GET.get("zone", "")[:20])
    bill = request.GET.get("bill", "")[:60]
    if request.method == "POST":
        return _report(request, zone, bill)
    return _page(request, zone, bill, StepForm())


def _page(request, zone, bill, form):
    parcels = parcels_of(zone, bill)
    if not parcels:
        raise Http404
    context = {
        "zone": zone,
        "bill": bill,
        "parcels": parcels,
        "carriage": parcels[0].waybill.answer,
        "open": {name: sum(parcel.may(step) for parcel in parcels) for name, step in STEPS.items()},
        "may_act": acts(request.user),
        "form": form,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "clearance/bill.html", context, status=status)


@may_act
def _report(request, zone, bill):
    form = StepForm(request.POST)
    if not form.is_valid():
        return _page(request, zone, bill, form)
    data, ticked = form.cleaned_data, request.POST.getlist("order")[:MAX_SHOWN]
    try:
        message = report_parcels(
            data["step"], zone.pk, bill, ticked, actor=request.user,
            domestic_traf_no=data["domestic_traf_no"], left_at=data["left_at"],
        )  # fmt: skip
    except OrderActionError as exc:
        form.add_error(None, str(exc))
        return _page(request, zone, bill, form)
    if message:
        enqueue_on_commit(process_pending)
        notes.success(request, _("Recorded; the company responsible reports it to customs."))
        _announce_rest(request, zone, bill, data["step"], ticked)
    else:
        notes.info(request, _("None of the selected parcels still has to be reported."))
    back = {"zone": zone.code, "bill": bill}
    return redirect(f"{reverse('clearance:bill')}?{urlencode(back)}")


def _announce_rest(request, zone, bill, step, ticked):
    """A document takes so many parcels: the others stay open, and nobody is to think them
    reported."""
    left = sum(
        parcel.may(STEPS[step]) and parcel.order.number in ticked
        for parcel in parcels_of(zone, bill)
    )
    if left:
        text = ngettext(
            "%(n)s selected parcel is still to be reported: this document is full. "
            "Record it again.",
            "%(n)s selected parcels are still to be reported: this document is full. "
            "Record them again.",
            left,
        )
        notes.info(request, text % {"n": left})
