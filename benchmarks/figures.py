"""The office's figures over 100,000 orders on PostgreSQL, beside the same sums in plain SQL."""

import os
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import connection

from benchmarks.scratch_site import timed
from catalog.models import Zone
from exhibitors.models import Exhibitor
from orders.models import Buyer, Order, OrderGroup
from reports.figures import figures

START = datetime(2026, 1, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
PLAIN = """SELECT (paid_at AT TIME ZONE 'Asia/Shanghai')::date, mode, zone_id, center_id,
 count(*), sum(goods_value), sum(tax_total) FROM orders_order
 WHERE paid_at IS NOT NULL GROUP BY 1, 2, 3, 4"""


def main():
    for _ in placed_orders(int(os.environ.get("ORDERS", "100000"))):
        pass

    def plain():
        with connection.cursor() as cursor:
            cursor.execute(PLAIN)
            return cursor.fetchall()

    first, last = date(2026, 1, 1), date(2026, 12, 31)
    whole, _ = timed(lambda: figures(first, last), runs=7)
    month, _ = timed(lambda: figures(date(2026, 11, 1), date(2026, 11, 30)), runs=7)
    raw, _ = timed(plain, runs=7)
    rows = figures(first, last)
    print(f"{rows.total.orders} orders in {len(rows.rows)} rows: a year {whole:.0f} ms, "
          f"a month {month:.0f} ms; plain SQL over the year {raw:.0f} ms")  # fmt: skip


def placed_orders(number):
    """Makes so many paid orders; yields them in lists, as they are written."""
    zone = {"kind": "air", "customs_district": "4611"}
    zones = [Zone.objects.create(code=f"z{n}", name_zh=f"区{n}", **zone) for n in range(4)]
    seller = Exhibitor.objects.create(slug="bench", name_zh="展商", country="NZ")
    buyer = Buyer.objects.create(name="测", id_number="x", id_hash="x", id_masked="x", mobile="1")
    for first in range(0, number, 5000):
        groups = OrderGroup.objects.bulk_create(
            OrderGroup(client_token=f"b{n}", total=109, pay_by=START)
            for n in range(first, min(first + 5000, number))
        )
        yield Order.objects.bulk_create(
            order(group, n, zones, seller, buyer) for n, group in enumerate(groups, start=first)
        )


def order(group, n, zones, seller, buyer):
    paid = START + timedelta(minutes=n * 5 % 480_000)
    value = Decimal(50 + n % 400)
    return Order(
        group=group, number=f"B{n:012d}", buyer=buyer, exhibitor=seller, zone=zones[n % 4],
        mode="1210" if n % 3 else "9610", consignee="测", consignee_mobile="1",
        district_code="410105", address="郑州", goods_value=value, tax_total=value / 11,
        dutiable_value=value, actual_paid=value, payment_state="paid", clearance_state="released",
        paid_at=paid, released_at=paid + timedelta(minutes=20),
    )  # fmt: skip
