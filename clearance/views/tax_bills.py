"""`/clearance/tax-bills/`: what customs charges for each list, beside our estimate."""

from django.core.paginator import Paginator
from django.db.models import Count, F, Q, Sum
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clearance.models import TaxBill
from clearance.views.access import may_see

DIFFERENT = TaxBill.COMPARABLE & ~Q(difference=0)
ONLY = {"different": DIFFERENT, "unmatched": Q(declaration=None)}


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
