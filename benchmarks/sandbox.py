"""What the clearance sandbox can take: orders of four documents, our own in messages of 100, the
others requested of its fake partners one by one, until all is released, billed and received.
ORDERS=500.

The sandbox must not be what limits the site: 2,000 orders a minute of its own processor time."""

import http.client
import json
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.scratch_site import scratch
from ceb.bundle import MAX_RECORDS, join
from tests.tools.customs_sandbox.harness import SECRET, Purchase, ReceiptReceiver, SandboxProcess
from tools.customs_sandbox.authentication import signed_headers

AIM = 2000
CLIENTS = 4
TICKS = os.sysconf("SC_CLK_TCK")


def main():
    orders = int(os.environ.get("ORDERS", "500"))
    folder = scratch("sandbox")
    for bundle in (1, 50):
        measure(folder / str(bundle), orders, bundle)


def measure(folder, orders, bundle):
    receiver = ReceiptReceiver()
    # an order's documents may come minutes apart here: a list must wait for them
    running = SandboxProcess(
        folder, receiver.url, stage_delay=0.2, match_timeout=120, bundle=bundle
    ).start()
    try:
        bought = [Purchase(f"B{n:08d}", running, price="10", quantity="1") for n in range(orders)]
        documents = [one.order(buyerIdNumber=identity(n)) for n, one in enumerate(bought)]
        before, start = processor_seconds(running), time.perf_counter()
        send_own(running, documents)
        taken = time.perf_counter() - start
        with ThreadPoolExecutor(CLIENTS) as clients:
            list(clients.map(request_partners, [running] * orders, range(orders), bought))
        wait_until_released(running, orders)
        passed, used = time.perf_counter() - start, processor_seconds(running) - before
    finally:
        running.stop()
        receiver.close()
    rate = orders / used * 60
    print(
        f"{bundle:2} receipts to a message: {orders / passed * 60:,.0f} orders a minute on this"
        f" machine as busy as it is; {used / orders * 1000:.1f} ms of its processor each, so"
        f" {rate:,.0f} a minute (aim {AIM:,}: {'met' if rate >= AIM else 'MISSED'});"
        f" {orders / taken * 60:,.0f} a minute taken in messages of {MAX_RECORDS}"
    )


def identity(n):
    return f"11010118880101{n % 10000:04d}"


def send_own(running, documents):
    for at in range(0, len(documents), MAX_RECORDS):
        message = join("311", documents[at : at + MAX_RECORDS])
        assert post(running, "/messages", message)[0] == 202


def request_partners(running, n, one):
    person = identity(n)
    post(running, "/partners/payment/declare", one.payment(payer_id_number=person))
    _, waybill = post(running, "/partners/logistics/waybills", one.waybill())
    declared = one.declaration(waybill, buyer_id_number=person)
    assert post(running, "/partners/agent/lists", declared)[0] == 201


CONNECTIONS = threading.local()


def post(running, path, body):
    """On a connection that stays open, as the site's does."""
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    connection = getattr(CONNECTIONS, "connection", None)
    if connection is None or connection.port != running.port:
        connection = http.client.HTTPConnection("127.0.0.1", running.port)
        CONNECTIONS.connection = connection
    connection.request("POST", path, body, signed_headers("site", SECRET, body))
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


def wait_until_released(running, orders):
    while True:
        figures = running.get("/counts")
        released = figures["documents"].get("621 released", 0)
        if released == orders and figures["jobs"] + figures["undelivered"] == 0:
            return
        time.sleep(0.1)


def processor_seconds(running):
    fields = Path(f"/proc/{running.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
