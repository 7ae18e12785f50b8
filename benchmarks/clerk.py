"""The clerk's pages with 100,000 documents on PostgreSQL, beside the plain SQL of the same first
page. MESSAGES=100000; each page's aim is under 100 ms."""

import os
import time
from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment

from benchmarks.figures import START, placed_orders
from benchmarks.scratch_site import timed
from clearance.models import Message
from core.groups import CLERKS
from core.models import User
from orders.models import Order

AIM = 100  # ms
STATES = ["waiting", "waiting", "waiting", "stuck", "rejected", "sent", "accepted", "accepted"]
PLAIN = """SELECT m.id, m.kind, m.state, o.number FROM clearance_message m
 JOIN orders_order o ON o.id = m.order_id WHERE m.superseded_at IS NULL
 AND m.state IN ('waiting', 'sending') ORDER BY m.id LIMIT 51"""


def main():
    number = int(os.environ.get("MESSAGES", "100000"))
    if not Message.objects.exists():  # BENCH_DIR keeps what an earlier run has filled
        fill(number)
    print(f"{number} documents, {number // 8 * 3} of them waiting, {number // 8} rejected")
    measure()


def fill(number):
    for orders in placed_orders(number // 4):
        Message.objects.bulk_create(
            [document(one, n, kind) for n, one in enumerate(orders) for kind in KINDS],
            batch_size=2000,
        )
    Message.objects.update(created_at=START + timedelta(days=3))  # auto_now_add overrules inserts
    analyze()


def analyze():
    """Bulk writes leave the planner's statistics behind, and it would choose other indexes."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


KINDS = ("311", "411", "511", "621")


def document(order, n, kind):
    state = STATES[(n * 4 + int(kind[0])) % len(STATES)]
    rejection = {"status": "100", "status_info": "[Code:130126;Desc:收货地址不一致]"}
    return Message(
        order=order, zone=order.zone, kind=kind, business_key=f"4101W00001/{order.number}/{kind}",
        receipt_key=f"{kind}{order.number}", customs_number=f"46112026I{n:09d}", state=state,
        content=b"<x/>", tries=1, **(rejection if state == "rejected" else {}),
    )  # fmt: skip


def measure():
    setup_test_environment()
    User.objects.filter(email="clerk@bench.test").delete()
    clerk = User.objects.create_user("clerk@bench.test", "x")
    clerk.groups.add(Group.objects.get_or_create(name=CLERKS)[0])
    client = Client()
    client.force_login(clerk)
    raw, _ = timed(plain, runs=15)
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"plain SQL of a queue's first page: {raw:.1f} ms")
    for name, address in pages().items():
        one_page(client, name, address)


def pages():
    last = Order.objects.order_by("-pk")[0]
    middle = Message.objects.order_by("pk")[Message.objects.count() // 2].pk
    return {
        "for comparison, a page without documents": "/clearance/zones/",
        "first page": "/clearance/",
        "waiting": "/clearance/?queue=waiting",
        "waiting, half-way": f"/clearance/?queue=waiting&after={middle}",
        "rejected": "/clearance/?queue=rejected",
        "rejected, last pages": f"/clearance/?queue=rejected&before={last.messages.last().pk}",
        "by order number": f"/clearance/?q={last.number}",
        "by customs number": "/clearance/?q=46112026I000001234",
        "by a number nobody has": "/clearance/?q=NOBODY",
        "zone, mode, kind": "/clearance/?zone=z1&mode=1210&kind=621",
        "mode nobody uses": "/clearance/?queue=rejected&mode=1239",
        "days": "/clearance/?since=2026-01-04&until=2026-01-04&trade=import",
        "days without any": "/clearance/?since=2026-02-04&until=2026-02-05",
        "a document": f"/clearance/messages/{last.messages.last().pk}/",
        "reconciliation": "/clearance/reconciliation/",
    }


def one_page(client, name, address):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    start = time.process_time()
    median, worst = timed(lambda: client.get(address), runs=15, warm=0)
    own = (time.process_time() - start) / 15 * 1000
    verdict = "" if median < AIM else "  OVER THE AIM"
    print(
        f"{name}: {median:.1f} ms (worst {worst:.1f}), of it {own:.1f} ms of our own CPU{verdict}",
        flush=True,
    )


def plain():
    with connection.cursor() as cursor:
        cursor.execute(PLAIN)
        return cursor.fetchall()
