"""`/clearance/payment-data/`: customs' questions about payments and what was answered."""

from django.conf import settings
from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clearance.models import PaymentDataRequest
from clearance.payment_data import actions
from clearance.tasks import send_payment_data
from clearance.views.access import acts, may_act, may_see
from core.background.enqueue import enqueue_on_commit


@may_see
@require_safe
def requests(request):
    requests_on_file = PaymentDataRequest.objects.select_related("order")
    page = Paginator(requests_on_file, 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "is_on": bool(settings.PAYMENT_DATA["url"]),
        "may_act": acts(request.user),
    }
    return render(request, "clearance/payment_data.html", context)


@may_act
@require_POST
def resend(request, pk):
    data_request = get_object_or_404(PaymentDataRequest.objects.select_related("order"), pk=pk)
    if actions.resend(data_request, actor=request.user):
        enqueue_on_commit(send_payment_data)
        notes.success(request, _("The payment data are being sent again."))
    return redirect("clearance:payment_data")
