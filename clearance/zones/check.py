"""What a zone still lacks before an order can be declared through it: its data, its parties, and
every document of it, built from a made-up order and checked against schema and specification."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models.zone import Direction, Mode
from ceb import MESSAGES, InvalidMessageError, Signer, check, check_specification
from ceb.codes import HENAN_DISTRICTS, TABLES
from ceb.fields import VERSIONS
from ceb.signatures.self_signed import make_key_pair
from clearance.documents.kinds import KINDS
from clearance.documents.order import merchant
from clearance.documents.rendering import facts_of, rendered
from clearance.errors import TransportError
from clearance.models import Message, PartyRole
from clearance.routing import partner, party, platform, transport
from clearance.signing import key_settings, signer
from clearance.zones.sample_order import DETAILS, WAYBILL, synthetic_export, synthetic_order


@dataclass(frozen=True, slots=True)
class MissingItem:
    """One thing missing or wrong. document: CEB kind and mode, "" for the zone itself."""

    document: str
    field: str
    text: str

    def as_dict(self):
        return {"document": self.document, "field": self.field, "words": self.text}


@dataclass(frozen=True, slots=True)
class ZoneCheck:
    documents: list[str]  # that were built and passed
    missing_items: list[MissingItem]


def check_zone(zone):
    """zone: with its parties and modes."""
    allowed = {(one.direction, one.mode) for one in zone.modes.on(timezone.localdate())}
    rights = sorted(allowed, key=lambda right: (right[0] != Direction.IMPORT, right[1]))
    modes = sorted({mode for _direction, mode in rights})
    missing_items, passed = [*_of_zone(zone, modes), *_of_parties(zone, rights)], []
    for direction, mode in rights:
        for kind in kinds_of(direction, mode):
            missing = list(_of_document(zone, mode, kind))
            missing_items += missing
            passed += [] if missing else [f"CEB{kind.code} {mode}"]
    return ZoneCheck(passed, missing_items)


def kinds_of(direction, mode):
    """Kinds of a flow that the version of the schema has."""
    return [
        kind
        for kind in KINDS.values()
        if kind.direction == direction
        and (not kind.direct_only or mode == Mode.DIRECT)
        and not is_newer(kind)
    ]


def is_newer(kind):
    """The older schema knows no returns of exports."""
    version = settings.CEB_VERSION
    return version in VERSIONS and version not in MESSAGES[kind.code].versions


def _of_zone(zone, modes):
    if not modes:
        yield MissingItem("", "modes", _("No customs mode is allowed here today."))
    if zone.customs_district not in HENAN_DISTRICTS:
        yield MissingItem(
            "", "customs_district",
            _("District %(code)s is not in the table of Henan's districts.")
            % {"code": zone.customs_district or "—"},
        )  # fmt: skip
    if zone.transport_mode not in TABLES["transport"]:
        yield MissingItem("", "transport_mode", _("Customs' table knows no such transport mode."))
    if any(mode != Mode.DIRECT for mode in modes):
        if not zone.account_book:
            yield MissingItem("", "account_book", _("Bonded trade needs an account book (emsNo)."))
        if not (party(zone, PartyRole.WAREHOUSE) or (zone.area_code and zone.area_name)):
            yield MissingItem(
                "", "area_code", _("Bonded trade needs the warehouse company in the zone.")
            )


def _of_parties(zone, rights):
    """An operator of the supervised place: of what comes in by direct purchase, of all that goes
    out."""
    wanted = [PartyRole.PAYMENT, PartyRole.LOGISTICS, PartyRole.AGENT]
    if any(direction == Direction.EXPORT or mode == Mode.DIRECT for direction, mode in rights):
        wanted.append(PartyRole.OPERATOR)
    for role in wanted:
        if party(zone, role) is None:
            yield MissingItem(
                "", role, _("No enterprise is named as %(role)s.") % {"role": role.label}
            )
            continue
        yield from _reachable(lambda role=role: partner(zone, role), role)
    for one in zone.parties.all():
        if one.role not in one.enterprise.roles:
            yield MissingItem(
                "", one.role,
                _("%(firm)s does not have the role %(role)s.")
                % {"firm": one.enterprise.name, "role": one.get_role_display()},
            )  # fmt: skip
    if not platform(zone).dxp_id:
        yield MissingItem("", PartyRole.PLATFORM, _("The platform has no exchange id (dxpId)."))
    yield from _reachable(lambda: transport(zone), "transport")
    yield from _reachable(
        lambda: key_settings(zone.certificate)["key"] and signer(zone.certificate), "key"
    )


def _reachable(find, field):
    try:
        find()
    except (TransportError, ImportError, InvalidMessageError, OSError, ValueError) as exc:
        yield MissingItem("", field, str(exc))


def _of_document(zone, mode, kind):
    name = f"CEB{kind.code} {mode}"
    order = (
        synthetic_export(zone, mode) if kind.direction == "export" else synthetic_order(zone, mode)
    )
    message = Message(order=order, zone=zone, kind=kind.code, details=details_of(zone, order))
    moment = timezone.now()
    try:
        content = kind.content(message, moment=moment, change=False)
        if not kind.own:
            facts = facts_of(zone) | {"logisticsNo": WAYBILL["logistics_no"]}
            content = rendered(kind.code, content, facts=facts, moment=moment)
        document = Signer(*make_key_pair("check")).sign(content)
    except InvalidMessageError as exc:
        errors = exc.errors
    else:
        version = settings.CEB_VERSION
        errors = check(document, version) + check_specification(document, version)
    for one in errors:
        yield MissingItem(name, one.field, f"{one.message_zh} / {one.message}")


def details_of(zone, order):
    """What the synthetic order's documents say beyond it; the carrier is the zone's own."""
    carrier, (code, name) = party(zone, PartyRole.LOGISTICS), merchant(order)
    known = {"logistics_code": carrier.code, "logistics_name": carrier.name} if carrier else {}
    return DETAILS | known | {"ebc_code": code, "ebc_name": name}
