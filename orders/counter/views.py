"""The counter of a display center: read a code, look at the card, hand the goods over."""

import re
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from centers.models import DisplayCenter
from core.access import members_of
from core.groups import COUNTER
from core.rate_limits import limited
from orders import pickup_codes
from orders.actions.hand_over import hand_over, why_not_hand_over
from orders.errors import reasons_as_messages
from orders.models import Pickup

MAX_ROWS = 30
# an order's number or its beginning; one pick-up code in a million looks so
ORDER_NUMBER = re.compile(r"E\d{6,18}", re.IGNORECASE)


@never_cache
@require_safe
@members_of(COUNTER)
def counters(request):
    """The counters where this person serves; straight on where it is one. A scanned code comes
    along, and picks its own center if this person serves there."""
    own = list(DisplayCenter.objects.staffed_by(request.user))
    # a scanner may send anything
    code = request.GET.get("code", "")[:60]
    pickup = Pickup.objects.with_code(code)
    fitting = [center for center in own if pickup and center.pk == pickup.center_id]
    if len(own) == 1 or fitting:
        return redirect(_with_code((fitting or own)[0], code))
    return render(request, "orders/counter/counters.html", {"centers": own, "code": code})


@never_cache
@require_safe
@members_of(COUNTER)
@limited("counter")
def counter(request, slug):
    center = own_counter(request, slug)
    if text := request.GET.get("q", "").strip()[:300]:  # of the search in the top bar
        is_code = pickup_codes.normalized(text) and not ORDER_NUMBER.fullmatch(text)
        name = "code" if is_code else "number"
        return redirect(f"{reverse('orders:counter', args=[slug])}?{urlencode({name: text})}")
    code = request.GET.get("code", "")[:300]
    number = "".join(request.GET.get("number", "").split())[:60]
    waiting = center.pickups.ready().select_related("order__buyer").order_by("issued_at")
    waiting = waiting.filter(order__number__icontains=number)
    # Beijing midnight, as the counter's own day
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    done = center.pickups.filter(used_at__gte=today).select_related("order", "staff")
    context = {
        "center": center,
        "hands_over": center.allows_pick_up(timezone.localdate()),
        "code": code,
        "number": number,
        "waiting": waiting[:MAX_ROWS],
        "waiting_count": waiting.count(),
        "done": done.order_by("-used_at")[:MAX_ROWS],
    }
    if code:
        context |= _result(code, center)
    return render(request, "orders/counter/counter.html", context)


@never_cache
@require_POST
@members_of(COUNTER)
@limited("counter")
def hand_over_goods(request, slug):
    center = own_counter(request, slug)
    code = request.POST.get("code", "")[:300]
    pickup = Pickup.objects.with_code(code)
    id_shown = request.POST.get("id_shown") == "on"
    with reasons_as_messages(request):
        order = hand_over(pickup, center=center, staff=request.user, id_shown=id_shown)
        done = _("Order %(number)s has been handed over.") % {"number": order.number}
        messages.success(request, done)
        return redirect("orders:counter", center.slug)
    return redirect(_with_code(center, code))


def own_counter(request, slug):
    """The center, if this person serves there; for anybody else it does not exist."""
    return get_object_or_404(DisplayCenter.objects.staffed_by(request.user), slug=slug)


def _result(code, center):
    """What the code led to. Nothing of an order is shown at a counter that isn't its own."""
    pickup = Pickup.objects.with_code(code)
    reasons = why_not_hand_over(pickup, center)
    # R-PRIV-1: no name of a buyer at a counter that is not theirs
    here = pickup is not None and pickup.center_id == center.pk
    return {
        "reasons": reasons,
        "pickup": pickup if here else None,
        "lines": _lines(pickup.order) if here else [],
    }


def _lines(order):
    return order.lines.select_related("variant__product__picture").prefetch_related(
        "variant__product__picture__renditions"
    )


def _with_code(center, code):
    query = f"?{urlencode({'code': code})}" if code else ""
    return reverse("orders:counter", args=[center.slug]) + query
