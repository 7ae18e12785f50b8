"""Documents come and receipts go in envelopes, in batches, signed, by queue."""

import os
import uuid

import pytest
from kombu import Connection, Queue

from ceb import Signer, parse_receipts, verify
from ceb.bundle import join
from ceb.envelope import IMPORT_RECEIVER, unwrap, wrap
from ceb.signatures.self_signed import make_key_pair

from .harness import Purchase, ReceiptReceiver, SandboxProcess, wait_until


def enveloped(document, name):
    return wrap(document, sender="DXPENT0000000001", receivers=[IMPORT_RECEIVER],
                message_type="CEB311Message", copmsg_id=name)  # fmt: skip


def test_a_hundred_orders_in_one_message_are_answered_each(purchase, receiver):
    orders = [Purchase(f"{purchase.number}N{n}", purchase.sandbox) for n in range(100)]
    status, response = purchase.sandbox.post("/messages", join("311", [o.order() for o in orders]))
    assert (status, response["kind"]) == (202, "311")
    wait_until(lambda: receiver.statuses("312").count("120") == 100, 30)
    assert {item.key for item in receiver.items()} == {order.number for order in orders}


def test_envelope_is_opened_and_its_id_is_the_message_s(purchase, receiver):
    order = purchase.order()
    response = purchase.sandbox.post("/messages", enveloped(order, "COP-1"))[1]
    assert (response["transmission"], response["kind"]) == ("COP-1", "311")
    again = purchase.sandbox.post("/messages", order)[1]
    assert (again["transmission"], again["duplicate"]) == ("COP-1", True)
    broken = enveloped(purchase.order().replace(b"<ceb:orderType>I</ceb:orderType>", b""), "COP-2")
    purchase.sandbox.post("/messages", broken)
    wait_until(lambda: receiver.statuses("900") == ["-1"])
    assert receiver.last("900").key == "COP-2"


def test_damaged_envelope_is_answered_as_unreadable(purchase, receiver):
    damaged = enveloped(purchase.order(), "COP-3").replace(b"<dxp:Data>", b"<dxp:Data>!")
    assert purchase.sandbox.post("/messages", damaged)[0] == 202
    wait_until(lambda: receiver.statuses("900") == ["-1"])


def test_receipts_leave_together_signed_and_enveloped(tmp_path):
    receiver = ReceiptReceiver()
    running = SandboxProcess(
        tmp_path, receiver.url, bundle=100, envelope="dxp", sign_receipts=True
    ).start()
    orders = [Purchase(f"T{n}", running).order() for n in range(5)]
    running.post("/messages", join("311", orders))

    def received_documents():
        documents = [unwrap(body) for _, body in list(receiver.received)]
        items = [item for document, _ in documents for item in parse_receipts(document)]
        return documents if len(items) == 10 else None

    documents = wait_until(received_documents)
    certificate = (tmp_path / "customs-certificate.pem").read_bytes()
    for document, _ in documents:
        verify(document, certificate)
    assert len(documents) < 10
    assert documents[0][1].sender == IMPORT_RECEIVER
    assert documents[0][1].receivers == ("DXPENT0000000001",)
    running.stop()
    receiver.close()


def test_signature_of_the_site_is_verified_where_its_certificate_is_known(tmp_path):
    key, certificate = make_key_pair("site")
    (tmp_path / "site.pem").write_bytes(certificate)
    receiver = ReceiptReceiver()
    running = SandboxProcess(
        tmp_path / "store", receiver.url, certificate=tmp_path / "site.pem"
    ).start()
    first, second = (Purchase(f"SIGNED{n}", running) for n in range(2))
    running.post("/messages", Signer(key, certificate).sign(first.order()))
    running.post("/messages", Signer(*make_key_pair("someone else")).sign(second.order()))
    wait_until(lambda: len(receiver.statuses("312")) == 3)
    assert {(item.key, item.status) for item in receiver.items()} == {
        ("SIGNED0", "2"), ("SIGNED0", "120"), ("SIGNED1", "-301020"),
    }  # fmt: skip
    running.stop()
    receiver.close()


@pytest.mark.rabbitmq
def test_queues_instead_of_http(tmp_path):
    rabbit = os.environ["TEST_RABBITMQ_URL"]
    names = [f"sandbox-test-{uuid.uuid4()}" for _ in range(2)]
    queues = [Queue(name, durable=True) for name in names]
    running = SandboxProcess(tmp_path, amqp=rabbit, amqp_documents=names[0], amqp_receipts=names[1])
    with Connection(rabbit) as link:
        channel = link.channel()
        bound = [queue(channel) for queue in queues]
        for queue in bound:
            queue.declare()
        try:
            running.start()
            document = Purchase("QUEUED1", running).order()
            producer = link.Producer()
            for sender in ("site", "agent"):
                producer.publish(document, routing_key=names[0], headers={"sender": sender},
                                 content_type="application/xml", content_encoding="binary",
                                 message_id="Q-1")  # fmt: skip

            def received():
                message = bound[1].get(no_ack=True)
                return message and parse_receipts(bytes(message.body))[0]

            receipts = [wait_until(received) for _ in range(2)]
            # Deliveries run side by side: what came first is told by customs' own time.
            receipts.sort(key=lambda item: item.return_time)
            assert [(item.key, item.status) for item in receipts] == [
                ("QUEUED1", "2"), ("QUEUED1", "120"),
            ]  # fmt: skip
            running.kill()
            producer.publish(Purchase("QUEUED2", running).order(), routing_key=names[0],
                             content_type="application/xml", content_encoding="binary")  # fmt: skip
            running.start()
            assert wait_until(received).key == "QUEUED2"
        finally:
            running.kill()
            for queue in bound:
                queue.delete()
