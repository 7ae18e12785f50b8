"""What the sandbox's customs and partners write into their files agrees with our records."""

import urllib.request

import pytest
from django.utils import timezone

from clearance.models import Discrepancy
from clearance.reconciliation.statements import reconcile_file
from tests.factories import make_variant_for_sale, make_zone
from tests.orders.factories import make_buyer, make_order, valid_identity

pytestmark = pytest.mark.django_db


def statement(customs, name):
    request = urllib.request.Request(
        f"{customs.url}/statements/{name}.csv",
        headers={"Authorization": "Bearer sandbox-admin-demo"},
    )
    return urllib.request.urlopen(request, timeout=10).read()


def test_a_released_order_stands_in_all_their_files_as_in_our_records(customs):
    variant = make_variant_for_sale(filing={"mode": "1210", "zone": make_zone(modes=("1210",))})
    buyer = make_buyer(number=valid_identity("11010518807701001"))
    order = make_order(variant, buyer=buyer, paid=True)

    def released():
        order.refresh_from_db()
        return order.clearance_state == "released"

    customs.work_until(released)
    today = timezone.localdate()
    for name in ("releases", "payments", "waybills"):
        run = reconcile_file(statement(customs, name), source=name, first=today, last=today)
        assert run.errors == []
        assert run.counts["rows"] >= 1
    # other tests' orders stand in the same files; of this one nothing disagrees
    about = {order.number, order.payments.get().transaction, order.shipment.waybill_number}
    assert not Discrepancy.objects.filter(subject__in=about).exists()
