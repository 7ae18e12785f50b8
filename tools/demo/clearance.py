"""Parties of the demo's zones: the sandbox's fake partners, and invented warehouse firms."""

from django.conf import settings
from django.db.models import Q

from catalog.models import Zone
from catalog.models.zone import Direction, Mode
from ceb.partner_documents import DEMO_FIRMS
from clearance.models import Enterprise, PartyRole, ZoneParty

FAKE_PARTNERS = {
    PartyRole.PAYMENT: "payment",
    PartyRole.LOGISTICS: "logistics",
    PartyRole.AGENT: "agent",
}


def seed(*, goods=None, stdout=None):
    """Who does what at each demo zone; what a person has changed stays."""
    own = settings.CLEARANCE_PLATFORM
    firms = {
        PartyRole.PLATFORM: _firm(own["code"], own["name"], [PartyRole.PLATFORM], own["dxp_id"])
    }
    for role, identity in FAKE_PARTNERS.items():
        firm = DEMO_FIRMS[identity]
        firms[role] = _firm(firm.code, firm.name, [role], firm.dxp_id)
    for zone in Zone.objects.filter(code__in=["hn-bonded", "xz-zone", "xz-air"]):
        for role, firm in firms.items():
            _name(zone, role, firm)
        if zone.modes.filter(Q(mode=Mode.DIRECT) | Q(direction=Direction.EXPORT)).exists():
            operator = DEMO_FIRMS["operator"]
            _name(
                zone, PartyRole.OPERATOR, _firm(operator.code, operator.name, [PartyRole.OPERATOR])
            )
        if zone.area_code:
            _name(
                zone,
                PartyRole.WAREHOUSE,
                _firm(zone.area_code, zone.area_name, [PartyRole.WAREHOUSE]),
            )


def _firm(code, name, roles, dxp_id=""):
    fields = {"name": name, "roles": [str(role) for role in roles], "dxp_id": dxp_id}
    return Enterprise.objects.get_or_create(code=code, defaults=fields)[0]


def _name(zone, role, firm):
    ZoneParty.objects.get_or_create(zone=zone, role=role, defaults={"enterprise": firm})
