"""Who sends what for a zone: one party for each role, from the zone's own data; the settings are
only the seed that a zone without data falls back on."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch
from django.utils.module_loading import import_string

from clearance.errors import TransportError
from clearance.interfaces import DocumentTransport, Partner
from clearance.models import Message, PartyRole
from orders.models import Order


@dataclass(frozen=True, slots=True)
class Party:
    code: str
    name: str
    dxp_id: str = ""
    interface: str = ""


def party(zone, role):
    """The enterprise that plays `role` at `zone`, or None where nobody is named."""
    for one in zone.parties.all():
        if one.role == role:
            firm = one.enterprise
            return Party(firm.code, firm.name, firm.dxp_id, firm.interface)
    return None


def platform(zone):
    """This site as customs knows it at a zone."""
    seed = settings.CLEARANCE_PLATFORM
    return party(zone, PartyRole.PLATFORM) or Party(seed["code"], seed["name"], seed["dxp_id"])


def partner(zone, role) -> Partner:
    """The interface of the firm that makes a role's documents. Raises TransportError where the
    settings know none."""
    named = zone and party(zone, role)
    name = (named and named.interface) or str(role)
    path = settings.CLEARANCE_PARTNERS.get(name)
    if not path:
        reason = f"no interface named {name!r} in CLEARANCE_PARTNERS"
        raise TransportError(reason, permanent=True)
    return import_string(path)()


def transport(zone=None) -> DocumentTransport:
    """How our own documents of a zone leave; raises TransportError for a transport nobody knows."""
    if not zone or not zone.transport:
        return import_string(settings.CLEARANCE_TRANSPORT)()
    if zone.transport not in settings.CLEARANCE_TRANSPORTS:
        raise TransportError(
            f"no transport named {zone.transport!r} in CLEARANCE_TRANSPORTS", permanent=True
        )
    return import_string(settings.CLEARANCE_TRANSPORTS[zone.transport])()


def whole_order(order_id):
    """The order with all that documents are made of, in a fixed number of queries."""
    return whole_orders().get(pk=order_id)


def whole_orders():
    return Order.objects.select_related("group", "buyer", "exhibitor", "zone").prefetch_related(
        "lines",
        "payments",
        "refunds",
        Prefetch("messages", Message.objects.defer("content")),
        "zone__parties__enterprise",
    )
