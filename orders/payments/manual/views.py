from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from orders.models import PaymentAttempt
from orders.payments.booking import PaymentOutcome
from orders.payments.manual.clerk import prefix_of
from orders.payments.manual.confirmation import confirm_transfer
from orders.payments.manual.forms import TransferForm
from orders.payments.views.clerk import may_act, payments_page, try_action


@require_POST
@may_act
def confirm(request, pk):
    """A clerk confirms the transfer that the bank statement shows."""
    attempt = get_object_or_404(PaymentAttempt.objects.filter(provider="manual"), pk=pk)
    form = TransferForm(request.POST, prefix=prefix_of(pk))
    if not form.is_valid():
        return payments_page(request, (pk, form), status=422)
    line = form.cleaned_data
    try_action(request, lambda: _result(confirm_transfer(attempt, clerk=request.user, **line)))
    return redirect("orders:clerk_payments")


def _result(outcome):
    """What to say to the clerk."""
    if outcome == PaymentOutcome.RETURNED:
        return _("It pays for no order. Refunds to be made by hand are listed under the notices.")
    return _("The transfer has been recorded.")
