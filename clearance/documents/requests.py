"""What we ask the partners, as JSON text: payment firm (411), logistics firm (511), agent (621).

Shapes: docs/integrations/clearance.md. Amounts and quantities are strings, times ISO 8601."""

from decimal import Decimal

from django.utils import timezone

from catalog.models.zone import Mode
from ceb import FieldError, InvalidMessageError, beijing_stamp
from ceb.codes import customs_country
from clearance.documents.keys import list_cop_no, payment_of, waybill_of
from clearance.documents.order import merchant, refunded_before, weight_kg
from clearance.models import PartyRole
from clearance.routing import party, platform
from orders.identity.encryption import decrypt_identity

CHINA = "142"
FLIGHT = ("traf_mode", "traf_no", "voyage_no", "bill_no")


def plain(number):
    """A decimal as text without exponent and needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def require(kind, facts, *names):
    """Raises InvalidMessageError naming each of `names` that a request can't do without and `facts`
    lacks."""
    errors = [
        FieldError(f"/CEB{kind}Message/{name}", name, "missing")
        for name in names
        if not facts.get(name)
    ]
    if errors:
        raise InvalidMessageError(errors)


def parties_of(order):
    """The platform and the e-commerce enterprise, as every request about an order names them."""
    site, (code, name) = platform(order.zone), merchant(order)
    return {"ebp_code": site.code, "ebp_name": site.name, "ebc_code": code, "ebc_name": name}


def carriage_of(waybill):
    """The parcel's number and its carrier, from the logistics firm's answer."""
    return {name: waybill[name] for name in ("logistics_no", "logistics_code", "logistics_name")}


def payment_request(message):
    order = message.order
    site, payment = platform(order.zone), payment_of(order)
    return {
        "order_no": order.number,
        "ebp_code": site.code,
        "ebp_name": site.name,
        "transaction_id": payment.transaction,
        "payer_name": payment.payer_to_declare,
        "payer_id_number": decrypt_identity(order.buyer.id_number),
        "payer_telephone": order.buyer.mobile,
        "amount": plain(order.actual_paid - refunded_before(order)),
        "paid_at": timezone.localtime(payment.paid_at).isoformat(timespec="seconds"),
    }


def waybill_request(message):
    order = message.order
    return {
        "order_no": order.number,
        "trade_mode": order.mode,
        "consignee_name": order.consignee,
        "consignee_telephone": order.consignee_mobile,
        "consignee_address": order.address,
        "freight": plain(order.freight - order.insurance),
        "insured_fee": plain(order.insurance),
        "weight": plain(weight_kg(order, "gross_weight_g")),
        "goods_info": "; ".join(line.title_zh for line in order.lines.all())[:200],
    }


def list_request(message):
    """With the logistics firm's answer (R-MODE-3 decides which transport fields go along)."""
    order, zone = message.order, message.order.zone
    waybill = waybill_of(order)
    request = {
        "cop_no": list_cop_no(message),
        "order_no": order.number,
        **parties_of(order),
        **carriage_of(waybill),
        "trade_mode": order.mode,
        "customs_code": zone.customs_district,
        "port_code": zone.customs_district,
        "ie_date": beijing_stamp(timezone.now(), 8),
        "buyer_name": order.buyer.name,
        "buyer_id_number": decrypt_identity(order.buyer.id_number),
        "buyer_telephone": order.buyer.mobile,
        "consignee_address": order.address,
        "freight": plain(order.freight - order.insurance),
        "insured_fee": plain(order.insurance),
        "wrap_type": "2",
        "gross_weight": plain(weight_kg(order, "gross_weight_g")),
        "net_weight": plain(weight_kg(order, "net_weight_g")),
        "lines": [list_line(line, order.mode) for line in order.lines.all()],
    }
    if guarantor := party(zone, PartyRole.GUARANTOR):
        request["assure_code"] = guarantor.code
    return request | (bonded_fields(zone) if order.mode != Mode.DIRECT else direct_fields(waybill))


def bonded_fields(zone):
    firm = party(zone, PartyRole.WAREHOUSE)
    return {
        "ems_no": zone.account_book,
        "area_code": firm.code if firm else zone.area_code,
        "area_name": firm.name if firm else zone.area_name,
        "traf_mode": zone.transport_mode,
        "country": CHINA,
    }


def direct_fields(waybill):
    """The flight, and the country that the parcel left first (R-MODE-3): the carrier's to say, for
    a guess would be declared as the truth. Raises InvalidMessageError naming what it left out."""
    require("621", waybill, *FLIGHT, "departure_country")
    return {name: waybill[name] for name in FLIGHT} | {"country": waybill["departure_country"]}


def list_line(line, mode):
    filing, pieces = line.filing, line.quantity
    fields = {
        "gnum": line.line,
        # the element holds 20 characters, and half a number would be another's
        "item_no": line.sku if len(line.sku) <= 20 else None,
        "gcode": filing["hs_code"],
        "gname": line.title_zh,
        "gmodel": filing["model_zh"] or line.title_zh,
        "bar_code": line.gtin or "无",
        "country": customs_country(filing["origin"]),
        "qty": str(pieces),
        "unit": filing["unit"],
        "qty1": times(filing["legal_quantity_1"], pieces),
        "unit1": filing["legal_unit_1"],
        "price": plain(line.unit_price),
        "total_price": plain(line.goods_value),
    }
    if filing["legal_unit_2"]:
        fields |= {
            "qty2": times(filing["legal_quantity_2"], pieces),
            "unit2": filing["legal_unit_2"],
        }
    if mode != Mode.DIRECT:
        fields["item_record_no"] = filing["record_number"]
    return fields


def times(quantity, pieces):
    """Legal quantity of the line: per sales unit × pieces, as text (the filing keeps text)."""
    return plain((Decimal(quantity) * pieces).normalize()) if quantity is not None else None
