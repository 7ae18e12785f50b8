"""Why an order's documents go the way they go, in sentences for a clerk."""

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models.zone import Mode
from clearance.documents.kinds import Trigger, kinds_for
from clearance.models import PartyRole
from clearance.routing import Party, party, platform
from orders.models.order import Order


def explain_route(order: Order) -> list[str]:
    """The zone, its mode in force, and who sends each document of the order."""
    return [_of_zone(order), _of_mode(order), *_of_senders(order), *_of_stop(order.zone)]


def _of_zone(order):
    return _(
        "Its goods are in %(zone)s, so it is declared to customs district %(district)s there."
    ) % {"zone": order.zone.name, "district": order.zone.customs_district or "—"}


def _of_mode(order):
    day = timezone.localdate(order.placed_at)
    facts = {"mode": order.mode, "words": order.mode_name, "day": f"{day:%Y-%m-%d}"}
    for allowed in order.zone.modes.on(day):
        if (allowed.mode, allowed.direction) == (order.mode, order.direction):
            facts["approval"] = allowed.approval or "—"
            return (
                _("%(mode)s %(words)s: allowed there on %(day)s (approval: %(approval)s).") % facts
            )
    return _("%(mode)s %(words)s: not allowed in the zone on %(day)s.") % facts


def _of_senders(order):
    for kind in (
        *kinds_for(order.direction, Trigger.PAID),
        *kinds_for(order.direction, Trigger.ACCEPTED),
    ):
        firm = platform(order.zone) if kind.own else party(order.zone, kind.role)
        yield _sentence(kind, firm)
        if kind.after_arrival and order.mode == Mode.DIRECT:
            yield _of_arrival(order.zone)


def _sentence(kind, firm: Party | None):
    facts = {
        "code": kind.code,
        "role": PartyRole(kind.role).label,
        "firm": f"{firm.name} ({firm.code})" if firm else "",
    }
    if firm is None:
        text = _(
            "CEB%(code)s comes from the %(role)s; the zone names none, so it is requested from "
            "the default one."
        )
        return text % facts
    if kind.own:
        return _("CEB%(code)s is sent by this site in the name of %(firm)s.") % facts
    return _("CEB%(code)s comes from the %(role)s: it is requested from %(firm)s.") % facts


def _of_arrival(zone):
    if operator := party(zone, PartyRole.OPERATOR):
        return _("The list waits for the arrival list (CEB711) of %(firm)s.") % {
            "firm": operator.name
        }
    return _("The zone names no operator of a supervised place, so no arrival list is requested.")


def _of_stop(zone):
    switch = getattr(zone, "switch", None)
    if switch and switch.stopped_at:
        yield _("Nothing is sent for now: sending is stopped for the zone. %(reason)s") % {
            "reason": switch.reason
        }
