"""Pages of an order's life at customs beyond its documents: withdrawal and tax bills."""

from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.db.models import Count, F, Q, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clearance.models import TaxBill
from clearance.views.access import may_act, may_see
from orders.actions.cancel import request_withdrawal
from orders.errors import OrderActionError
from orders.models import Order

DIFFERENT = ~Q(difference=0) & Q(difference__isnull=False)
ONLY = {"different": DIFFERENT, "unmatched": Q(declaration=None)}


@may_act
@require_POST
def withdraw(request, number):
    """A clerk asks customs to let a declared list go."""
    order = get_object_or_404(Order, number=number)
    reason = " ".join(request.POST.get("reason", "").split())[:150]
    try:
        request_withdrawal(order, actor=request.user, reason=reason or _("Cancelled by our staff."))
    except OrderActionError as exc:
        notes.error(request, str(exc))
    else:
        notes.success(
            request, _("Noted. We take the order back from customs and write to you either way.")
        )
    newest = order.messages.filter(superseded_at=None).order_by("-pk").first()
    return redirect("clearance:message", newest.pk) if newest else redirect("clearance:overview")


@may_see
@require_safe
def tax_bills(request):
    only = request.GET.get("only", "")
    bills = TaxBill.objects.select_related("declaration__order").order_by("-pk")
    page = Paginator(bills.filter(ONLY.get(only, Q())), 50).get_page(request.GET.get("page"))
    taxes = F("duty") + F("vat") + F("consumption_tax")
    sums = TaxBill.objects.aggregate(
        count=Count("pk"),
        different=Count("pk", filter=DIFFERENT),
        unmatched=Count("pk", filter=ONLY["unmatched"]),
        theirs=Sum(taxes, filter=TaxBill.COMPARABLE),
        ours=Sum("estimate", filter=TaxBill.COMPARABLE),
    )
    return render(request, "clearance/tax_bills.html", {"page": page, "only": only, "sums": sums})
