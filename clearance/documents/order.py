"""Our own document: the order (CEB311) as customs wants it, from the order as it was placed."""

from decimal import Decimal

from django.conf import settings

from ceb import InvalidMessageError, beijing_stamp, build, new_guid, read
from ceb.checks.import_rules import order_errors
from ceb.codes import customs_country
from clearance.documents.keys import payment_of
from clearance.routing import platform
from orders.identity.encryption import decrypt_identity

NEW, CHANGE = "1", "2"
RMB = "142"


def merchant(order):
    """The e-commerce enterprise: the exhibitor as registered, else the platform itself."""
    exhibitor, site = order.exhibitor, platform(order.zone)
    return exhibitor.customs_code or site.code, exhibitor.customs_name or site.name


def order_content(message, *, moment, change):
    order = message.order
    return order_document(order, payment_of(order), moment=moment, change=change)


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


def order_document(order, payment, *, moment, change=False):
    """The XML to be sent. Raises InvalidMessageError with every wrong field, before any is sent.

    payment: the order's Payment; moment: aware, becomes appTime (later with each version)."""
    record = order_record(order, payment, moment=moment, change=change)
    return own_document("311", record, platform(order.zone), order_errors)


def own_document(kind, record, site, errors_of):
    """A document of one record, sent by `site` (a routing.Party); errors_of: what the specification
    forbids in such a record beyond the schema. Raises InvalidMessageError."""
    document = build(
        kind,
        [record],
        guid=new_guid(),
        base_transfer={
            "copCode": site.code,
            "copName": site.name,
            "dxpMode": "DXP",
            "dxpId": site.dxp_id,
        },
        version=settings.CEB_VERSION,
    )
    if errors := errors_of(read(document).records[0]):
        raise InvalidMessageError(errors)
    return document


def order_record(order, payment, *, moment, change):
    site, (code, name) = platform(order.zone), merchant(order)
    back = refunded_before(order)
    head = {
        "guid": new_guid(),
        "appType": CHANGE if change else NEW,
        "appTime": beijing_stamp(moment),
        "appStatus": "2",
        "orderType": "I",
        "orderNo": order.number,
        "ebpCode": site.code,
        "ebpName": site.name,
        "ebcCode": code,
        "ebcName": name,
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
    return {"OrderHead": head, "OrderList": [order_line(line) for line in order.lines.all()]}


def order_line(line):
    return {
        "gnum": line.line,
        "itemNo": line.sku,
        "itemName": line.title_zh,
        "gmodel": line.filing["model_zh"] or line.title_zh,
        "barCode": line.gtin or "无",
        "unit": line.filing["unit"],
        "qty": line.quantity,
        "price": line.unit_price,
        "totalPrice": line.goods_value,
        "currency": RMB,
        "country": customs_country(line.filing["origin"]),
    }


def weight_kg(order, field):
    """Kilograms of the whole parcel: field is net_weight_g or gross_weight_g."""
    grams = sum(
        Decimal(line.filing[field]) * line.quantity
        for line in order.lines.all()
        if line.filing[field] is not None
    )
    return (Decimal(grams) / 1000).quantize(Decimal("0.00001"))
