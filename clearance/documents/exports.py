"""An order out of the country as customs wants it: our own document (CEB303), and what we ask the
partners: payment firm (403), logistics firm (505), agent (603, 605). There is no buyer in any of
them, no identity and no tax. Shapes of the requests: docs/integrations/clearance.md."""

from django.conf import settings
from django.utils import timezone

from catalog.models.zone import Mode
from ceb import beijing_stamp, new_guid
from ceb.checks.export_rules import export_order_errors
from ceb.codes import customs_country, customs_currency
from clearance.documents.keys import list_cop_no_of, payment_of, waybill_of
from clearance.documents.order import CHANGE, NEW, merchant, own_document, weight_kg
from clearance.documents.requests import as_bytes, bonded_fields, list_line, parties_of, plain
from clearance.routing import platform

TO_CONSUMERS = "E"


def export_order_content(message, *, moment, change):
    return export_order_document(message.order, moment=moment, change=change)


def money_content(message, *, moment, change):
    return as_bytes(money_request(message.order, payment_of(message.order), change=change))


def export_waybill_content(message, *, moment, change):
    return as_bytes(export_waybill_request(message.order, change=change))


def export_list_content(message, *, moment, change):
    order = message.order
    return as_bytes(export_list_request(order, waybill_of(order), change=change))


def export_cancellation_content(message, *, moment, change):
    """The agent cancels a list out; there is no change of a cancellation."""
    order = message.order
    request = {name: message.details[name] for name in ("cop_no", "invt_no", "reason")}
    code, name = merchant(order)
    return as_bytes(
        request
        | {
            "order_no": order.number,
            "customs_code": order.zone.customs_district,
            "ebc_code": code,
            "ebc_name": name,
        }
    )


def summary_content(message, *, moment, change):
    """A month's lists as one declaration."""
    details = message.details
    return as_bytes(
        {
            "cop_no": details["cop_no"],
            "customs_code": message.zone.customs_district,
            "ebc_code": details["ebc_code"],
            "ebc_name": details["ebc_name"],
            "lists": details["lists"],
            "change": change,
        }
    )


def export_order_document(order, *, moment, change=False):
    """The XML to be sent. Raises InvalidMessageError with every wrong field, before any is sent."""
    site, (code, name) = platform(order.zone), merchant(order)
    currency = customs_currency(order.currency)
    head = {
        "guid": new_guid(),
        "appType": CHANGE if change else NEW,
        "appTime": beijing_stamp(moment),
        "appStatus": "2",
        "orderType": TO_CONSUMERS,
        "orderNo": order.number,
        "ebpCode": site.code,
        "ebpName": site.name,
        "ebcCode": code,
        "ebcName": name,
        "goodsValue": order.goods_value,
        "freight": order.freight,
        "currency": currency,
    }
    lines = [export_order_line(line, currency) for line in order.lines.all()]
    record = {"OrderHead": head, "OrderList": lines}
    return own_document("303", record, site, export_order_errors)


def export_order_line(line, currency):
    return {
        "gnum": line.line,
        "itemNo": line.sku,
        "itemName": line.title_zh,
        "barCode": line.gtin or "无",
        "unit": line.filing["unit"],
        "currency": currency,
        "qty": line.quantity,
        "price": line.unit_price,
        "totalPrice": line.goods_value,
    }


def money_request(order, payment, *, change=False):
    return {
        "order_no": order.number,
        **parties_of(order),
        "pay_no": payment.transaction,
        "amount": plain(order.actual_paid),
        "currency": customs_currency(order.currency),
        "payer": payment.payer_name,
        "received_at": timezone.localtime(payment.paid_at).isoformat(timespec="seconds"),
        "change": change,
    }


def export_waybill_request(order, *, change=False):
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
        "change": change,
    }


def export_list_request(order, waybill, *, change=False):
    """waybill: the logistics firm's answer, with what the parcel travels by."""
    district, country = order.zone.customs_district, customs_country(order.country)
    currency = customs_currency(order.currency)
    travels = {name: waybill.get(name) for name in TRAVELS}
    request = {
        "cop_no": list_cop_no_of(order),
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
        "change": change,
    }
    return request | (bonded_out(order.zone) if order.mode != Mode.DIRECT else {})


TRAVELS = (
    "logistics_no", "logistics_code", "logistics_name",
    "traf_mode", "traf_name", "voyage_no", "bill_no",
)  # fmt: skip


def bonded_out(zone):
    fields = bonded_fields(zone)
    return {name: fields[name] for name in ("ems_no", "area_code", "area_name")}
