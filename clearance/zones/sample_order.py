"""A made-up order, for a zone and a trade mode: what every document is tried out on.
Nothing of it is saved; the buyer is the identity standard's own example (R-ID-10)."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from django.utils import timezone

from catalog.models import ProductSnapshot
from catalog.models.zone import Direction
from clearance.models import Message
from exhibitors.models import Exhibitor
from orders.identity.encryption import encrypt_identity
from orders.models import Buyer, Order, OrderGroup, OrderLine, Payment

UNSAVED = -1  # stands for a row where Django asks for one
SAMPLE = json.loads(Path(__file__).with_suffix(".json").read_bytes(), parse_float=Decimal)
WAYBILL = SAMPLE["waybill"]
DETAILS = WAYBILL | SAMPLE["details"]  # what documents say beyond their order


def synthetic_order(zone, mode):
    paid_at = timezone.now() - timedelta(minutes=1)
    buyer = Buyer(pk=UNSAVED, id_number=encrypt_identity("11010519491231002X"), **SAMPLE["buyer"])
    order = Order(
        pk=UNSAVED,
        group=OrderGroup(pk=UNSAVED, user=None, language="zh-hans"),
        buyer=buyer,
        exhibitor=Exhibitor(pk=UNSAVED, name_zh="示例商家"),
        zone=zone,
        mode=mode,
        placed_at=paid_at - timedelta(minutes=1),
        paid_at=paid_at,
        **SAMPLE["order"],
        **SAMPLE["money"],
    )
    snapshot = ProductSnapshot(pk=UNSAVED)
    line = OrderLine(
        pk=UNSAVED, order=order, snapshot=snapshot, **SAMPLE["line"], **SAMPLE["money"]
    )
    # read as if it came from the database
    vars(order)["_prefetched_objects_cache"] = {
        "lines": [line],
        "payments": [Payment(pk=UNSAVED, order=order, paid_at=paid_at, **SAMPLE["payment"])],
        "refunds": [],
        "messages": [Message(kind=Message.Kind.WAYBILL, answer=WAYBILL)],
    }
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
