"""Our own document: the order (CEB311) as customs wants it, from the order as it was placed."""

from decimal import Decimal

from django.conf import settings

from ceb import InvalidMessageError, beijing_stamp, build, new_guid, read
from ceb.checks.export_rules import export_order_errors
from ceb.checks.import_rules import order_errors
from ceb.codes import customs_country
from clearance.documents.keys import payment_of
from clearance.routing import platform
from orders.identity.encryption import decrypt_identity

NEW, CHANGE = "1", "2"
RMB = "142"
ORDER_ERRORS = {"311": order_errors, "303": export_order_errors}


def merchant(order):
    """The e-commerce enterprise: the exhibitor as registered, else the platform itself."""
    exhibitor, site = order.exhibitor, platform(order.zone)
    return exhibitor.customs_code or site.code, exhibitor.customs_name or site.name


def refunded_before(order):
    """Yuan that went back before the order's documents were written: they name the remainder
    (R-ID-9), as `discount`, so that the sums hold and the tax stays what it was (R-TAX-8, 9). What
    goes back later changes no document: order, payment and list must agree, and customs may hold
    one already."""
    written = min((message.created_at for message in order.messages.all()), default=None)
    back = (
        refund.amount
        for refund in order.refunds.all()
        if written is None or refund.requested_at <= written
    )
    return sum(back, Decimal(0))


def own_document(kind, record, *, zone, moment, change):
    """The XML of one record, with what all our documents say of themselves. Raises
    InvalidMessageError with every wrong field, before any is sent.

    moment: aware, becomes appTime (later with each version)."""
    site = platform(zone)
    head = {
        "guid": new_guid(),
        "appType": CHANGE if change else NEW,
        "appTime": beijing_stamp(moment),
        "appStatus": "2",
    }
    document = build(
        kind,
        [record | {"OrderHead": head | record["OrderHead"]}],
        guid=new_guid(),
        base_transfer={
            "copCode": site.code,
            "copName": site.name,
            "dxpMode": "DXP",
            "dxpId": site.dxp_id,
        },
        version=settings.CEB_VERSION,
    )
    # what the specification forbids beyond the schema
    if errors := ORDER_ERRORS[kind](read(document).records[0]):
        raise InvalidMessageError(errors)
    return document


def order_record(message):
    order, payment = message.order, payment_of(message.order)
    back = refunded_before(order)
    head = {
        "orderType": "I",
        "orderNo": order.number,
        **party_elements(order),
        "goodsValue": order.goods_value,
        "freight": order.freight,
        "discount": order.discount + back,
        "taxTotal": order.tax_total,
        "acturalPaid": order.actual_paid - back,
        "currency": RMB,
        "buyerRegNo": str(order.group.user_id or f"guest-{order.group_id}"),
        "buyerName": order.buyer.name,
        "buyerTelephone": order.buyer.mobile,
        "buyerIdType": "1",
        "buyerIdNumber": decrypt_identity(order.buyer.id_number),
        "payTransactionId": payment.transaction,
        "consignee": order.consignee,
        "consigneeTelephone": order.consignee_mobile,
        "consigneeAddress": order.address,
        "consigneeDistrict": order.district_code,
    }
    lines = [
        order_line(line, RMB)
        | {
            "gmodel": line.filing["model_zh"] or line.title_zh,
            "country": customs_country(line.filing["origin"]),
        }
        for line in order.lines.all()
    ]
    return {"OrderHead": head, "OrderList": lines}


def party_elements(order):
    site, (code, name) = platform(order.zone), merchant(order)
    return {"ebpCode": site.code, "ebpName": site.name, "ebcCode": code, "ebcName": name}


def order_line(line, currency):
    return {
        "gnum": line.line,
        "itemNo": line.sku,
        "itemName": line.title_zh,
        "barCode": line.gtin or "无",
        "unit": line.filing["unit"],
        "qty": line.quantity,
        "price": line.unit_price,
        "totalPrice": line.goods_value,
        "currency": currency,
    }


def weight_kg(order, field):
    """Kilograms of the whole parcel: field is net_weight_g or gross_weight_g."""
    grams = sum(
        Decimal(line.filing[field]) * line.quantity
        for line in order.lines.all()
        if line.filing[field] is not None
    )
    return (Decimal(grams) / 1000).quantize(Decimal("0.00001"))
