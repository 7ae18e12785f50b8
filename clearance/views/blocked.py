"""`/clearance/held-up/`: requests that can't go on by themselves."""

from django.shortcuts import render

from clearance.actions.correct_consignee import blocked_corrections
from clearance.actions.declare_return import blocked_returns
from clearance.actions.withdraw import blocked_withdrawals
from clearance.views.access import may_see

MAX_ROWS = 200  # of a kind on the page


def counted():
    """How many there are, up to MOST of each kind: for the first page."""
    querysets = (blocked_corrections(), blocked_withdrawals(), blocked_returns())
    return sum(len(rows.order_by("pk").values_list("pk")[:MAX_ROWS]) for rows in querysets)


@may_see
def blocked(request):
    context = {
        "corrections": blocked_corrections()
        .select_related("order", "by")
        .order_by("pk")[:MAX_ROWS],
        "withdrawals": blocked_withdrawals().order_by("cancel_requested_at")[:MAX_ROWS],
        "returns": blocked_returns().select_related("order").order_by("pk")[:MAX_ROWS],
    }
    return render(request, "clearance/blocked.html", context)
