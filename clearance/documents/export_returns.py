"""What we ask partners about exported goods that come back: the return declared (213) and what
stood at the site, tallied (215). Shapes: docs/integrations/clearance.md."""

from django.conf import settings

from ceb.codes import customs_country
from clearance.documents.changes import return_line
from clearance.documents.exports import TRAVELS
from clearance.documents.keys import waybill_of
from clearance.documents.requests import list_line, parties_of, times


def export_return_request(message):
    """The agent declares a return against the list out: parties and goods as that list has them,
    carriage as the parcel went out."""
    order, details = message.order, message.details
    by_number = {line.line: line for line in order.lines.all()}
    return {
        "cop_no": details["cop_no"],
        "invt_no": details["invt_no"],
        "reason": details["reason"],
        "customs_code": order.zone.customs_district,
        "port_code": order.zone.customs_district,
        "trade_mode": settings.CLEARANCE_EXPORT_RETURN_MODES.get(order.mode),
        "country": customs_country(order.country),
        **parties_of(order),
        **travelled(order),
        "lines": [_line(by_number[part["gnum"]], part["qty"], order) for part in details["lines"]],
    }


def tally_request(message):
    """The operator of the site tallies what came back; both documents name one waybill."""
    return {
        "cop_no": message.details["cop_no"],
        "invt_no": message.details["invt_no"],
        "customs_code": message.order.zone.customs_district,
        **travelled(message.order),
    }


def travelled(order):
    """What the parcel went by; the waybill is the bill of lading where the carrier names none."""
    waybill = waybill_of(order)
    carriage = {name: waybill.get(name) for name in TRAVELS}
    return carriage | {"bill_no": carriage["bill_no"] or carriage["logistics_no"]}


def _line(line, quantity, order):
    """As the list out has it, for the pieces that come back."""
    listed, filing = list_line(line, order.mode), line.filing
    back = return_line(line, quantity) | {name: listed[name] for name in ("gmodel", "unit1")}
    back["qty1"] = times(filing["legal_quantity_1"], quantity)
    if filing["legal_unit_2"]:
        back |= {
            "qty2": times(filing["legal_quantity_2"], quantity),
            "unit2": filing["legal_unit_2"],
        }
    return back
