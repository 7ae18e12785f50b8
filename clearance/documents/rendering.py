"""A partner's request as the document it will become, to be checked and looked at, never sent: the
site does not make another party's document (R-DOC-1). Names are customs' own, in snake case."""

import json
import re

from django.conf import settings

from ceb import MESSAGES, beijing_stamp, build, new_guid
from ceb.fields import Field, Group
from ceb.partner_documents import PARTNER_DOCUMENTS
from clearance.documents.request_rows import OTHER_NAMES
from clearance.models import PartyRole
from clearance.routing import party, platform

FIRMS = {  # by what their elements begin with
    "pay": PartyRole.PAYMENT,
    "logistics": PartyRole.LOGISTICS,
    "agent": PartyRole.AGENT,
    "declAgent": PartyRole.AGENT,
    "operator": PartyRole.OPERATOR,
}
OURS = {customs: ours for ours, customs in OTHER_NAMES.items()}


def rendered(kind, request, *, facts, moment):
    """The XML of a partner's document without its signature. Raises InvalidMessageError.

    request: JSON bytes as kept on a message; facts: what the partner knows by itself, by customs'
    names (its own code and name, its numbers)."""
    request_data, document = json.loads(request), PARTNER_DOCUMENTS[kind]
    keys = {element: key for key, element in {**document.line_names, **document.names}.items()}
    if "lists" in request_data:  # of a summary: its lines are numbers of lists
        request_data["lines"] = [{"invt_no": number} for number in request_data["lists"]]
    known = {
        "appType": "1",
        "appStatus": "2",
        "ownerCode": request_data.get("ebc_code"),
        "ownerName": request_data.get("ebc_name"),
        **document.usual,
        **document.fixed,
        "guid": new_guid(),
        "appTime": beijing_stamp(moment),
        "declTime": beijing_stamp(moment, 8),
        **{name: value for name, value in facts.items() if value},
    }
    record = MESSAGES[kind].record
    return build(
        kind,
        [_group(record, request_data, known, keys)],
        guid=new_guid(),
        base_transfer={
            "copCode": facts.get("copCode"), "copName": facts.get("copName"),
            "dxpMode": "DXP", "dxpId": facts.get("dxpId") or "DXPENT0000000000",
        },
        version=settings.CEB_VERSION,
    )  # fmt: skip


def _group(group, request_data, known, keys):
    elements = {}
    for member in group.members:
        if isinstance(member, Field):
            elements[member.name] = _value(member, request_data, known, keys)
        elif isinstance(member, Group) and member.max_occurs == 1:
            elements[member.name] = _group(member, request_data, known, keys)
        elif isinstance(member, Group):
            lines = request_data.get("lines", [])
            elements[member.name] = [
                _group(member, {"gnum": number, **line}, known, keys)
                for number, line in enumerate(lines, start=1)
            ]
    return {name: value for name, value in elements.items() if value not in (None, "")}


def _value(field, request_data, known, keys):
    ours = keys.get(field.name) or OURS.get(field.name, snake(field.name))
    value = (
        request_data[ours] if request_data.get(ours) not in (None, "") else known.get(field.name)
    )
    # our requests have ISO 8601 times, customs' XML fourteen digits
    if field.time and isinstance(value, str) and "T" in value:
        value = re.sub(r"\D", "", value)[:14]
    return value


def snake(name):
    return re.sub(r"(?<!^)([A-Z])", lambda match: "_" + match[1].lower(), name)


def facts_of(zone):
    """What the partners of a zone know by themselves: `facts` for `rendered`."""
    site = platform(zone)
    facts = {
        "copCode": site.code,
        "copName": site.name,
        "dxpId": site.dxp_id or settings.CLEARANCE_PLATFORM["dxp_id"],
    }
    for prefix, role in FIRMS.items():
        if firm := party(zone, role):
            facts |= {f"{prefix}Code": firm.code, f"{prefix}Name": firm.name}
    # R-TAX-1: whose guarantee covers the tax that is withheld from the buyer
    if guarantor := party(zone, PartyRole.GUARANTOR) or party(zone, PartyRole.AGENT):
        facts["assureCode"] = guarantor.code
    return facts
