"""Building, validating and sending orders to customs over HTTP, one worker, beside raw posts of the
same bytes on as many connections. ORDERS=250 for each of four cases; with TEST_POSTGRES_URL on
PostgreSQL."""

import os
import sys
import time

import httpx
from django.conf import settings
from django.utils.crypto import get_random_string

from benchmarks.scratch_site import LocalServer, clocked, folder
from ceb.signatures.self_signed import make_key_pair
from clearance import signing
from clearance.documents.preparation import prepare_pending_orders
from clearance.models import Batch
from clearance.sending.forward import forward, forward_own, forward_requests
from clearance.sending.transmission import side_by_side
from clearance.transports.request_signatures import headers
from orders.models import Order, OrderGroup, OrderLine, Payment, PaymentAttempt
from orders.models.order import new_order_number

CASES = ((1, False), (1, True), (20, False), (20, True))
AIMS = {False: 2000, True: 500}  # orders a minute
SHARE = 1 / 3  # of the speed of raw posts


def main():
    each = int(os.environ.get("ORDERS", "250"))
    keys = signing_keys(folder())
    warm_up(folder())
    for records, signed in CASES:
        copy_order(each)
        measure(folder(), each, records, keys if signed else None)


def warm_up(folder):
    """As in a worker that has run for a while: modules loaded, tables compiled."""
    copy_order(3)  # enough for one of each kind of document
    with customs_sandbox(folder / "sandbox-warm") as sandbox:
        settings.CLEARANCE_URL = sandbox.base
        prepare_pending_orders()
        forward()


def copy_order(times):
    """Paid orders like the one that was placed by the site's own actions."""
    paid = Order.objects.exclude(payments=None).filter(mode="1210")
    first = paid.select_related("group").order_by("-pk")[0]
    line, payment = first.lines.all()[0], first.payments.select_related("attempt").all()[0]
    attempt = payment.attempt

    def copies(model, row, **changes):
        rows = []
        for n in range(times):
            values = {f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields}
            values |= {name: value(n) for name, value in changes.items()}
            rows.append(model(**values | {"id": None}))
        return model.objects.bulk_create(rows)

    groups = copies(OrderGroup, first.group, client_token=lambda n: get_random_string(40))
    orders = copies(
        Order, first, group_id=lambda n: groups[n].pk, number=lambda n: new_order_number(),
        clearance_state=lambda n: "waiting",
    )  # fmt: skip
    copies(OrderLine, line, order_id=lambda n: orders[n].pk)
    attempts = copies(
        PaymentAttempt, attempt, group_id=lambda n: groups[n].pk,
        reference=lambda n: get_random_string(30),
    )  # fmt: skip
    copies(
        Payment, payment, order_id=lambda n: orders[n].pk, attempt_id=lambda n: attempts[n].pk,
        transaction=lambda n: get_random_string(30),
    )  # fmt: skip


def measure(folder, orders, records, keys):
    settings.CLEARANCE_BATCH_RECORDS = records
    settings.CLEARANCE_SIGNING |= keys or {"key": "", "certificate": ""}
    signing.signer.cache_clear()
    # the raw posts repeat exactly the bytes of this run's batches
    newest = Batch.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with customs_sandbox(folder / f"sandbox-{records}-{bool(keys)}") as sandbox:
        settings.CLEARANCE_URL = sandbox.base
        used = time.process_time()
        written, prepared = clocked(lambda: prepare_pending_orders(limit=orders))
        sending, sent = clocked(lambda: forward_own(orders))
        used = time.process_time() - used  # of all threads; the sandbox is another process
        requesting, requests = clocked(lambda: forward_requests(2 * orders))
    bodies = [bytes(b.content) for b in Batch.objects.filter(pk__gt=newest)]
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with customs_sandbox(folder / f"raw-{records}-{bool(keys)}") as sandbox:
        raw, _ = clocked(lambda: post_all(sandbox.base, bodies))
    rate, aim = sent / (written + sending) * 60, AIMS[bool(keys)]
    case = f"{records:2} to a message, {'signed' if keys else 'unsigned'}"
    verdict = "met" if rate >= aim else "MISSED"
    sending_ms, raw_ms = sending / sent * 1000, raw / sent * 1000
    share = "met" if raw_ms / sending_ms >= SHARE else "MISSED"
    print(f"{case}: {sent} of {prepared} orders, {rate:,.0f} a minute (aim {aim:,}: {verdict})")
    print(
        f"   writing {written / prepared * 1000:.1f} ms an order, sending {sending_ms:.1f} ms, of"
        f" both {used / sent * 1000:.1f} ms of our own processor\n"
        f"   raw posts of the same bytes {raw_ms:.1f} ms: sending runs at {raw_ms / sending_ms:.2f}"
        f" of their speed (aim {SHARE:.2f}: {share})"
    )
    print(
        f"   {requests} requests to partners, {requesting / max(requests, 1) * 1000:.1f} ms each",
        flush=True,
    )


def post_all(url, bodies):
    with httpx.Client() as client:

        def post(body):
            signed = headers("site", settings.CLEARANCE_SECRET, body)
            client.post(f"{url}/messages", content=body, headers=signed).raise_for_status()

        list(side_by_side(post, bodies))


def signing_keys(folder):
    key, certificate = make_key_pair("benchmark")
    (folder / "key.pem").write_bytes(key)
    (folder / "certificate.pem").write_bytes(certificate)
    return {"key": str(folder / "key.pem"), "certificate": str(folder / "certificate.pem")}


def customs_sandbox(store):
    """The sandbox with a fresh store, in a process of its own."""
    return LocalServer(lambda port: [
        sys.executable, "-m", "tools.customs_sandbox", "--port", str(port),
        "--store", str(store), "--drop", str(store / "receipts"),
    ])  # fmt: skip
