"""An order's life against the sandbox: arrival, release, tax bill, return; and a withdrawal."""

import pytest
from django.utils import timezone

from clearance.models import Declaration, Message, TaxBill
from clearance.monitoring.integrity import check as clearance_differences
from orders.actions import ship
from orders.actions.cancel import request_withdrawal
from orders.models import QuotaYear
from orders.monitoring import integrity
from orders.returns import receive_back, request_return
from tests.clearance.customs import Customs
from tests.clearance.zones.test_zones import flight_order, named
from tests.factories import make_variant_for_sale, make_zone
from tests.orders.factories import make_buyer, make_order, valid_identity

pytestmark = pytest.mark.django_db


def paid_order(n, **fields):
    variant = make_variant_for_sale(stock=10)
    buyer = make_buyer(number=valid_identity(f"1101051882{n:02d}01001"))
    return make_order(variant, buyer=buyer, paid=True, **fields)


def stands_as(order, **states):
    order.refresh_from_db()
    return all(getattr(order, name) == value for name, value in states.items())


def test_direct_purchase_arrives_is_listed_and_released(customs):
    zone = make_zone("xz-air", modes=("9610",))
    named(zone, "operator", code="4101W0O001", name="示范监管场所有限公司（沙箱替身）")
    order = flight_order(21, zone)
    customs.work_until(lambda: stands_as(order, clearance_state="released"))
    arrival = Message.objects.get(kind="711")
    written = order.messages.get(kind="621").created_at
    assert (list(arrival.orders.all()), arrival.created_at < written) == ([order], True)
    customs.work_until(lambda: Message.objects.get(pk=arrival.pk).state == "accepted")


# R-RET-1, 5
def test_a_return_brings_price_tax_and_limit_back(customs):
    order = paid_order(22, quantity=2)
    customs.work_until(lambda: stands_as(order, clearance_state="released"))
    customs.work_until(lambda: TaxBill.objects.filter(declaration__order=order).exists())
    assert ship.ship(order)
    assert ship.deliver(order)
    used = QuotaYear.objects.get().used
    goods_return = request_return(order, {1: 1}, reason="changed_mind")
    assert receive_back(goods_return, actor=None)

    def settled():
        goods_return.refresh_from_db()
        return goods_return.tax_booked_at is not None

    customs.work_until(settled)
    line, row = order.lines.get(), goods_return.lines.get()
    assert (goods_return.late, row.price_back) == ("", line.goods_value / 2)
    assert sum(refund.amount for refund in order.refunds.all()) == row.price_back + row.tax_back
    assert QuotaYear.objects.get().used == used - row.quota_back
    customs.work_until(lambda: TaxBill.objects.filter(state="3").exists())  # the old one is void
    assert (clearance_differences(), integrity.quota(), integrity.returns()) == ([], [], [])


@pytest.mark.slow("starts a sandbox of its own")
def test_a_list_is_withdrawn_before_its_release(settings, tmp_path):
    """Customs holds the list until the parcel arrives, which nobody reports here."""
    platform = Customs(tmp_path).start()
    platform.set_faults(need_arrival=True)
    settings.CLEARANCE_URL = platform.url
    try:
        order = flight_order(23, make_zone("xz-air", modes=("9610",)))
        platform.work_until(
            lambda: Declaration.objects.filter(order=order).exclude(invt_no="").exists()
        )
        order.refresh_from_db()
        request_withdrawal(order, reason="Cancelled by the buyer.")
        platform.work_until(lambda: stands_as(order, clearance_state="cancelled"))
    finally:
        platform.stop()
    assert order.refunds.get().amount == order.actual_paid
    assert Declaration.objects.get().state == "cancelled"
    assert timezone.now() >= order.cancelled_at
    assert (clearance_differences(), integrity.stock(), integrity.quota()) == ([], [], [])
