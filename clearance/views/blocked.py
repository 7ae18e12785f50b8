"""`/clearance/held-up/`: wishes that can't go on by themselves."""

from django.shortcuts import render

from clearance.actions.correct_consignee import corrections_held_up
from clearance.actions.declare_return import returns_held_up
from clearance.actions.withdraw import withdrawals_held_up
from clearance.views.access import may_see

MOST = 200  # of a kind on the page


def counted():
    """How many there are, up to MOST of each kind: for the first page."""
    found = (corrections_held_up(), withdrawals_held_up(), returns_held_up())
    return sum(len(rows.order_by("pk").values_list("pk")[:MOST]) for rows in found)


@may_see
def held_up(request):
    context = {
        "corrections": corrections_held_up().select_related("order", "by").order_by("pk")[:MOST],
        "withdrawals": withdrawals_held_up().order_by("cancel_asked_at")[:MOST],
        "returns": returns_held_up().select_related("order").order_by("pk")[:MOST],
    }
    return render(request, "clearance/held_up.html", context)
