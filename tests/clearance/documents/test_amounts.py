"""Trap 13: the documents say the same figures as page and payment for any goods (R-TAX-8)."""

import random
from decimal import Decimal

import pytest
from django.utils import timezone

from ceb import read
from clearance.documents.kinds import KINDS
from clearance.documents.requests import list_request, payment_request
from clearance.models import Message
from orders.actions.place import CheckoutDetails, place
from orders.checkout.pricing import cart_lines, price_cart
from orders.models import Cart, CartLine
from tests.factories import make_variant_for_sale
from tests.orders.factories import pay_for, valid_identity

pytestmark = pytest.mark.django_db


def bought(chance):
    """An order of up to four goods at odd prices, through the site's own verb, and paid."""
    cart = Cart.objects.create(session_key=f"s{chance.random()}")
    for _ in range(chance.randint(1, 4)):
        price = Decimal(chance.randint(1, 40_000)) / 100
        variant = make_variant_for_sale(price=str(price), stock=9)
        CartLine.objects.create(cart=cart, variant=variant, quantity=chance.randint(1, 3))
    details = CheckoutDetails(
        consignee="王收货", mobile="13900005678", district_code="410105", detail="花园路 39 号",
        name="林若溪", id_number=valid_identity("11010518800101003"),
    )  # fmt: skip
    priced = price_cart(cart_lines(cart))
    group = place(
        cart, details, client_token=cart.session_key, expected_total=priced.total, language="en"
    )
    pay_for(group.orders.get())
    return priced, group.orders.get()


@pytest.mark.parametrize("seed", range(6))
def test_order_payment_list_and_page_name_one_sum(seed):
    priced, order = bought(random.Random(seed))
    payment = order.payments.get()
    waybill = dict.fromkeys(("logistics_no", "logistics_code", "logistics_name"), "L1")
    order.messages.create(kind="511", answer=waybill)
    message = Message(order=order, zone=order.zone)
    document = KINDS["311"].content(message, moment=timezone.now(), change=False)
    record = read(document).records[0]
    head = {
        name: Decimal(record["OrderHead"][name])
        for name in ("goodsValue", "freight", "discount", "taxTotal", "acturalPaid")
    }
    lines = [Decimal(line["totalPrice"]) for line in record["OrderList"]]
    assert head == {
        "goodsValue": priced.goods_value,
        "freight": priced.freight,
        "discount": Decimal(0),
        "taxTotal": priced.tax_total,
        "acturalPaid": priced.total,
    }
    assert sum(lines) == head["goodsValue"]
    assert head["acturalPaid"] == (
        head["goodsValue"] + head["freight"] + head["taxTotal"] - head["discount"]
    )
    assert payment.amount == Decimal(payment_request(message)["amount"]) == priced.total
    request = list_request(message)
    assert Decimal(request["freight"]) + Decimal(request["insured_fee"]) == priced.freight
