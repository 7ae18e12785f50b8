from django.contrib import messages as notes
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import Zone
from catalog.models.zone import ZoneMode
from clearance.clerk import queues
from clearance.views.access import acts, may_act, may_see
from clearance.zones import stop_switch


@may_see
def zones(request):
    """Each zone: what it may do today, what waits there, and its stop switch."""
    if request.method == "POST":
        return _turn(request)
    today = ZoneMode.objects.on(timezone.localdate()).order_by("direction", "mode")
    zones = Zone.objects.select_related("switch__by").prefetch_related(Prefetch("modes", today))
    waiting = queues.waiting_by_zone()
    context = {
        "rows": [(zone, waiting.get(zone.pk, 0)) for zone in zones],
        "may_act": acts(request.user),
        "may_edit": request.user.has_perm("catalog.change_zone"),
    }
    return render(request, "clearance/zones.html", context)


@may_act
def _turn(request):
    zone = get_object_or_404(Zone, code=request.POST.get("zone", ""))
    reason = " ".join(request.POST.get("reason", "").split())[:200]
    if request.POST.get("do") == "start":
        stop_switch.start_zone(zone, actor=request.user, reason=reason)
    elif not reason:
        notes.error(request, _("Please give the reason for stopping."))
    else:
        stop_switch.stop_zone(zone, actor=request.user, reason=reason)
    return redirect("clearance:zones")
