"""A made-up order, for a zone and a trade mode: what every document is tried out on.
Nothing of it is saved; the buyer is the identity standard's own example (R-ID-10)."""

from datetime import timedelta
from decimal import Decimal

from django.db import models
from django.utils import timezone

from catalog.models import ProductSnapshot
from catalog.models.zone import Direction
from clearance.models import Message
from exhibitors.models import Exhibitor
from orders.identity.encryption import encrypt_identity
from orders.models import Buyer, Order, OrderGroup, OrderLine, Payment

UNSAVED = -1  # stands for a row where Django asks for one
PRICE, TAX = Decimal("128.00"), Decimal("11.65")
WAYBILL = {
    "logistics_no": "ZZ0000000001", "logistics_code": "", "logistics_name": "",
    "traf_mode": "5", "traf_no": "CZ0000", "voyage_no": "CZ0000", "bill_no": "784-00000000",
    "departure_country": "110",
}  # fmt: skip


def synthetic_order(zone, mode):
    moment = timezone.now()
    money = {"goods_value": PRICE, "vat": TAX, "tax_total": TAX, "dutiable_value": PRICE}
    order = Order(
        pk=UNSAVED,
        group=OrderGroup(pk=UNSAVED, user=None, language="zh-hans"),
        number="E000000000000000000",
        buyer=Buyer(
            pk=UNSAVED,
            name="示例",
            id_number=encrypt_identity("11010519491231002X"),
            mobile="13800000000",
        ),
        exhibitor=Exhibitor(pk=UNSAVED, name_zh="示例商家"),
        zone=zone,
        mode=mode,
        consignee="示例",
        consignee_mobile="13800000000",
        district_code="410105",
        address="河南省郑州市金水区示例路 1 号",
        actual_paid=PRICE + TAX,
        placed_at=moment - timedelta(minutes=2),
        paid_at=moment - timedelta(minutes=1),
        **money,
    )
    payment = Payment(
        pk=UNSAVED,
        order=order,
        amount=PRICE + TAX,
        transaction="示例0000000001",
        payer_name="示例",
        paid_at=moment - timedelta(minutes=1),
    )
    cache: dict[str, list[models.Model]] = {
        "lines": [_line(order, money)],
        "payments": [payment],
        "refunds": [],
        "messages": [Message(kind=Message.Kind.WAYBILL, answer=WAYBILL)],
    }
    vars(order)["_prefetched_objects_cache"] = cache  # read as if it came from the database
    return order


def synthetic_export(zone, mode):
    """The same goods sold to somebody abroad."""
    order = synthetic_order(zone, mode)
    order.direction, order.buyer, order.country = Direction.EXPORT, None, "US"
    order.consignee, order.address = "Sample", "1 Example Avenue, Springfield"
    order.tax_total = order.vat = Decimal(0)
    order.actual_paid = order.goods_value
    order._prefetched_objects_cache["messages"] = [
        Message(kind=Message.Kind.EXPORT_WAYBILL, answer=WAYBILL | {"traf_name": "CZ0000"})
    ]
    return order


def _line(order, money):
    return OrderLine(
        pk=UNSAVED,
        order=order,
        line=1,
        snapshot=ProductSnapshot(pk=UNSAVED),
        sku="SAMPLE-1",
        gtin="",
        title_zh="示例蜂蜜",
        quantity=1,
        unit_price=PRICE,
        filing={
            "hs_code": "0409000000", "unit": "142", "origin": "NZ", "record_number": "SAMPLE1",
            "model_zh": "示例|250克/瓶", "legal_unit_1": "035", "legal_quantity_1": "0.25",
            "legal_unit_2": "", "legal_quantity_2": None,
            "net_weight_g": "250", "gross_weight_g": "400",
        },
        **money,
    )  # fmt: skip
