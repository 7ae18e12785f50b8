"""At every door through which customs, its exchange client or a partner speaks to us: bombs, files
by entity, fifty megabytes, forged signatures and replays are refused, and the site goes on."""

import json
import os
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from kombu import Connection

from ceb import Signer
from ceb.signatures.self_signed import make_key_pair
from clearance import signing
from clearance.documents.preparation import prepare
from clearance.models import Receipt
from clearance.receipts.drop_folder import collect
from clearance.receipts.intake import read_pending_receipts
from clearance.sending.forward import forward, forward_requests
from clearance.transports.request_signatures import headers
from evidence.models import Entry
from tests.clearance import fakes
from tests.clearance.customs_receipts import receipt_for
from tests.clearance.transports.test_amqp import listen, put
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db(transaction=True)
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "a file by entity": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    b"<CEB312Message>&e;</CEB312Message>",
    "billion laughs": f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><CEB312Message>&a9;'.encode()
    + b"</CEB312Message>",
    "deep": b"<CEB312Message>" + b"<a>" * 9000 + b"</a>" * 9000 + b"</CEB312Message>",
    "no xml": b"\x00\xff\x00",
}
FIFTY_MEGABYTES = 50_000_000


@pytest.fixture(params=["http", "file", pytest.param("amqp", marks=pytest.mark.rabbitmq)])
def bring(request):
    """`door(content, …)`: as customs puts them there; they are read afterwards."""
    return request.getfixturevalue(f"by_{request.param}")


@pytest.fixture
def by_http(client, settings):
    def bring(*contents):
        for content in contents:
            client.post(
                "/clearance/receipts/", content, content_type="application/xml",
                headers=headers("customs", settings.CLEARANCE_SECRET, content),
            )  # fmt: skip
        read_pending_receipts()

    return bring


@pytest.fixture
def by_file(settings):
    folder = settings.CLEARANCE_DROP_DIR / "in"
    folder.mkdir(parents=True)

    def bring(*contents):
        for content in contents:
            (folder / f"{uuid.uuid4()}.xml").write_bytes(content)
        collect()
        assert not list(folder.glob("*.xml"))

    return bring


@pytest.fixture
def by_amqp(settings):
    queue_name = f"test-{uuid.uuid4().hex[:8]}-in"
    settings.CLEARANCE_AMQP = settings.CLEARANCE_AMQP | {
        "url": os.environ.get("TEST_RABBITMQ_URL", ""), "in": queue_name,
    }  # fmt: skip
    with Connection(settings.CLEARANCE_AMQP["url"]) as link:
        channel = link.channel()
        channel.queue_declare(queue_name, durable=True, auto_delete=False)

        def bring(*contents):
            for content in contents:
                put(channel, queue_name, content)
            listen(len(contents))
            read_pending_receipts()

        yield bring
        channel.queue_delete(queue_name)


@pytest.fixture
def sent(settings):
    """An order's document that customs is to answer."""
    fakes.requests.clear()
    roles = ("payment", "logistics", "agent")
    settings.CLEARANCE_PARTNERS = dict.fromkeys(roles, "tests.clearance.fakes.Firm")
    settings.CLEARANCE_TRANSPORT = "tests.clearance.fakes.Post"
    order = make_order(paid=True)
    prepare(order.pk)
    forward()
    return order.messages.get(kind="311")


def state_of(message):
    message.refresh_from_db()
    return message.state


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_receipt_is_kept_recorded_and_harmless(bring, sent, content):
    bring(content, receipt_for(sent, "120", 1))
    receipt = Receipt.objects.exclude(last_error="").get()
    assert (bytes(receipt.content), receipt.items.count()) == (content, 0)
    assert "root:" not in receipt.last_error
    assert Entry.objects.filter(subject=f"receipt {receipt.digest[:16]}").count() == 1
    assert state_of(sent) == "accepted"  # the next one is heard


def test_fifty_megabytes_are_not_taken_in(bring, sent):
    bring(
        b"<CEB312Message>" + b" " * FIFTY_MEGABYTES + b"</CEB312Message>",
        receipt_for(sent, "120", 1),
    )
    assert [receipt.last_error for receipt in Receipt.objects.all()] == [""]
    assert state_of(sent) == "accepted"


def test_a_replayed_receipt_is_counted_and_applied_once(bring, sent):
    content = receipt_for(sent, "120", 1)
    bring(content, content)
    bring(content)
    receipt = Receipt.objects.get()
    assert (receipt.arrivals, receipt.items.count(), state_of(sent)) == (3, 1, "accepted")
    assert Entry.objects.filter(kind="receipt applied").count() == 1


def test_only_what_customs_signed_is_believed(bring, sent, settings, tmp_path):
    key, certificate = make_key_pair("customs")
    (tmp_path / "customs.pem").write_bytes(certificate)
    settings.CLEARANCE_CERTIFICATES = [str(tmp_path / "customs.pem")]
    signing.customs_certificates.cache_clear()
    try:
        content = receipt_for(sent, "100", 1)
        signed = Signer(key, certificate).sign(receipt_for(sent, "120", 2))
        bring(
            content,  # by nobody
            Signer(*make_key_pair("stranger")).sign(content),
            signed.replace(b">120<", b">100<"),  # by customs, and changed on its way
        )
        assert [bool(receipt.last_error) for receipt in Receipt.objects.all()] == [True] * 3
        assert state_of(sent) == "sent"
        bring(signed)
        assert state_of(sent) == "accepted"
    finally:
        signing.customs_certificates.cache_clear()


class Hostile(ThreadingHTTPServer):
    """A firm that answers with `body`, byte for byte."""

    daemon_threads = True
    body = b"{}"

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Speaking)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Speaking(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        self.end_headers()
        try:
            self.wfile.write(self.server.body)
        except OSError:
            self.server.hung_up = True  # nobody listens to fifty megabytes

    def log_message(self, *args):
        pass


@pytest.fixture
def firm(settings):
    server = Hostile()
    settings.CLEARANCE_URL = server.url
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "body",
    [
        b'{"logistics_no": "' + b"9" * FIFTY_MEGABYTES + b'"}',
        b'{"a": ' * 60_000 + b"1" + b"}" * 60_000,
        b'{"logistics_no": "SF\\u0000"}',
        b'{"logistics_no": "SF\\ud800"}',
        b'{"logistics_no": NaN}',
        b'["SF1"]',
        b"<html>",
        b"\xff\xfe",
        b"",
    ],
    ids=["fifty megabytes", "deep", "nul", "half a pair", "no number", "a list", "html", "bytes",
         "nothing"],
)  # fmt: skip
def test_a_partners_hostile_response_is_an_error_that_a_clerk_sees(firm, body):
    order = make_order(paid=True)
    prepare(order.pk)
    firm.body = body
    assert forward_requests() == 0
    waybill = order.messages.get(kind="511")
    assert (waybill.state, waybill.answer) == ("waiting", {})
    assert waybill.last_error
    firm.body = json.dumps(fakes.WAYBILL).encode()
    order.messages.update(due_at=order.placed_at)
    assert forward_requests() == 2
    assert order.messages.get(kind="511").receipt_key == "SF1"
