"""An order out of the country as customs wants it: our own document (CEB303), and what we ask the
partners: payment firm (403), logistics firm (505), agent (603, 605). There is no buyer in any of
them, no identity and no tax. Shapes of the requests: docs/integrations/clearance.md."""

from django.conf import settings
from django.utils import timezone

from catalog.models.zone import Mode
from ceb import beijing_stamp
from ceb.codes import customs_country, customs_currency
from clearance.documents.keys import list_cop_no, payment_of, waybill_of
from clearance.documents.order import merchant, order_line, party_elements, weight_kg
from clearance.documents.requests import bonded_fields, list_line, parties_of, plain

TO_CONSUMERS = "E"


def export_cancellation_request(message):
    """The agent cancels a list out."""
    order, details = message.order, message.details
    code, name = merchant(order)
    return {
        "cop_no": details["cop_no"],
        "invt_no": details["invt_no"],
        "reason": details["reason"],
        "order_no": order.number,
        "customs_code": order.zone.customs_district,
        "ebc_code": code,
        "ebc_name": name,
    }


def summary_request(message):
    """A month's lists as one declaration."""
    facts = {name: message.details[name] for name in ("cop_no", "ebc_code", "ebc_name", "lists")}
    return facts | {"customs_code": message.zone.customs_district}


def export_order_record(message):
    order = message.order
    currency = customs_currency(order.currency)
    head = {
        "orderType": TO_CONSUMERS,
        "orderNo": order.number,
        **party_elements(order),
        "goodsValue": order.goods_value,
        "freight": order.freight,
        "currency": currency,
    }
    lines = [order_line(line, currency) for line in order.lines.all()]
    return {"OrderHead": head, "OrderList": lines}


def money_request(message):
    order = message.order
    payment = payment_of(order)
    return {
        "order_no": order.number,
        **parties_of(order),
        "pay_no": payment.transaction,
        "amount": plain(order.actual_paid),
        "currency": customs_currency(order.currency),
        "payer": payment.payer_name,
        "received_at": timezone.localtime(payment.paid_at).isoformat(timespec="seconds"),
    }


def export_waybill_request(message):
    order = message.order
    code, name = merchant(order)
    return {
        "order_no": order.number,
        "trade_mode": order.mode,
        "country": customs_country(order.country),
        "freight": plain(order.freight),
        "insured_fee": plain(order.insurance),
        "currency": customs_currency(order.currency),
        "weight": plain(weight_kg(order, "gross_weight_g")),
        "pack_no": 1,
        "goods_info": "; ".join(line.title_zh for line in order.lines.all())[:200],
        "ebc_code": code,
        "ebc_name": name,
    }


def export_list_request(message):
    """With what the parcel travels by, from the logistics firm's answer."""
    order = message.order
    waybill = waybill_of(order)
    district, country = order.zone.customs_district, customs_country(order.country)
    currency = customs_currency(order.currency)
    travels = {name: waybill.get(name) for name in TRAVELS}
    request = {
        "cop_no": list_cop_no(message),
        "order_no": order.number,
        **parties_of(order),
        **travels,
        "trade_mode": order.mode,
        "customs_code": district,
        "port_code": district,
        "ie_date": beijing_stamp(timezone.now(), 8),
        "statistics_flag": settings.CLEARANCE_EXPORT_DECLARATION,
        "country": country,
        "pod": country,
        "freight": plain(order.freight),
        "freight_currency": currency,
        "insured_fee": plain(order.insurance),
        "insured_fee_currency": currency,
        "wrap_type": "2",
        "pack_no": 1,
        "gross_weight": plain(weight_kg(order, "gross_weight_g")),
        "net_weight": plain(weight_kg(order, "net_weight_g")),
        "lines": [
            list_line(line, order.mode)
            | {"item_no": line.sku, "country": country, "currency": currency}
            for line in order.lines.all()
        ],
    }
    return request | (bonded_out(order.zone) if order.mode != Mode.DIRECT else {})


TRAVELS = (
    "logistics_no", "logistics_code", "logistics_name",
    "traf_mode", "traf_name", "voyage_no", "bill_no",
)  # fmt: skip


def bonded_out(zone):
    fields = bonded_fields(zone)
    return {name: fields[name] for name in ("ems_no", "area_code", "area_name")}
