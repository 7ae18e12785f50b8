"""What we ask partners about an order that is declared already: signed for (513), cancelled (623),
returned (625); and of a flight, arrived (711). Shapes: docs/integrations/clearance.md."""

from ceb.identifiers import from_beijing_stamp
from clearance.documents.keys import waybill_of
from clearance.documents.requests import carriage_of, parties_of, require
from orders.identity.encryption import decrypt_identity

ARRIVAL_FACTS = ("traf_mode", "traf_no", "voyage_no", "bill_no", "logistics_code", "logistics_name")


def signature_request(message):
    signed = from_beijing_stamp(message.details["logistics_time"])
    return {
        "logistics_no": message.details["logistics_no"],
        "order_no": message.order.number,
        "signed_at": signed.isoformat(timespec="seconds"),
    }


def cancellation_request(message):
    return head_of(message) | {"pre_no": message.details.get("pre_no") or None}


def return_request(message):
    by_number = {line.line: line for line in message.order.lines.all()}
    lines = [return_line(by_number[part["gnum"]], part["qty"]) for part in message.details["lines"]]
    return head_of(message) | {"lines": lines}


def return_line(line, quantity):
    """As the original list has it: its number, code, name and unit."""
    return {
        "gnum": line.line,
        "gcode": line.filing["hs_code"],
        "gname": line.title_zh,
        "qty": str(quantity),
        "unit": line.filing["unit"],
    }


def head_of(message):
    """What a cancellation and a return both name: the list, its parties and its buyer."""
    order, waybill = message.order, waybill_of(message.order)
    return {
        "cop_no": message.details["cop_no"],
        "order_no": order.number,
        "invt_no": message.details["invt_no"],
        "customs_code": order.zone.customs_district,
        **parties_of(order),
        **carriage_of(waybill),
        "buyer_name": order.buyer.name,
        "buyer_id_number": decrypt_identity(order.buyer.id_number),
        "buyer_telephone": order.buyer.mobile,
        "reason": message.details["reason"],
    }


def arrival_request(message):
    """All waybills of one transport; the operator of the place knows itself."""
    details = message.details
    require("711", details, *ARRIVAL_FACTS)
    return {
        "cop_no": details["cop_no"],
        "customs_code": message.zone.customs_district,
        **{name: details[name] for name in ARRIVAL_FACTS},
        "lines": [{"logistics_no": number} for number in details["waybills"]],
    }
