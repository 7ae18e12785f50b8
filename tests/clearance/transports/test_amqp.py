"""Documents and receipts over a real RabbitMQ: confirmed, unroutable, acknowledged by hand."""

import os
import uuid

import pytest
from kombu import Connection

from clearance.errors import TransportError
from clearance.inbound.amqp_consumer import ReceiptListener
from clearance.models import Receipt
from clearance.transports.amqp import AmqpTransport

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rabbitmq]


@pytest.fixture
def broker(settings):
    """A broker with a queue to customs and one of receipts, of this test alone."""
    name_suffix = uuid.uuid4().hex[:8]
    settings.CLEARANCE_AMQP = {
        "url": os.environ["TEST_RABBITMQ_URL"], "exchange": "",
        "out": f"test-{name_suffix}-out", "in": f"test-{name_suffix}-in",
        "ca": "", "certificate": "", "key": "",
    }  # fmt: skip
    with Connection(os.environ["TEST_RABBITMQ_URL"]) as link:
        channel = link.channel()
        for name in (settings.CLEARANCE_AMQP["out"], settings.CLEARANCE_AMQP["in"]):
            channel.queue_declare(name, durable=True, auto_delete=False)
        yield channel
        for name in (settings.CLEARANCE_AMQP["out"], settings.CLEARANCE_AMQP["in"]):
            channel.queue_delete(name)


def waiting(channel, name):
    return channel.queue_declare(name, passive=True).message_count


def put(channel, name, body):
    channel.basic_publish(channel.prepare_message(body, content_encoding="binary"), "", name)


def listen(messages):
    """The listener, until it has been given so many messages."""
    listener = ReceiptListener()
    take = listener.take

    def take_and_count(message):
        take(message)
        listener.taken = getattr(listener, "taken", 0) + 1
        listener.should_stop = listener.taken >= messages

    listener.take = take_and_count
    for _ in listener.consume(limit=None, timeout=10):
        pass


def test_a_document_is_kept_by_the_broker_byte_for_byte(broker, settings):
    document = "<ceb>奶粉 ]]&gt; 🍼</ceb>".encode()
    assert AmqpTransport().send("311-E1-1", document) == "311-E1-1"
    message = broker.basic_get(settings.CLEARANCE_AMQP["out"])
    assert message.body == document
    assert [message.properties[name] for name in ("message_id", "delivery_mode")] == ["311-E1-1", 2]


def test_a_document_that_no_queue_takes_is_an_error_and_the_next_one_goes(broker, settings):
    queue_name = settings.CLEARANCE_AMQP["out"]
    settings.CLEARANCE_AMQP["out"] = f"{queue_name}-gone"
    with pytest.raises(TransportError) as exc_info:
        AmqpTransport().send("311-E1-1", b"<a/>")
    assert not exc_info.value.permanent
    settings.CLEARANCE_AMQP["out"] = queue_name
    AmqpTransport().send("311-E1-1", b"<a/>")
    assert waiting(broker, queue_name) == 1


def test_a_broker_that_is_away_is_no_reason_to_give_up(settings):
    settings.CLEARANCE_TIMEOUT = 0.5
    settings.CLEARANCE_AMQP = settings.CLEARANCE_AMQP | {"url": "amqp://127.0.0.1:1//"}
    with pytest.raises(TransportError) as exc_info:
        AmqpTransport().send("311-E1-1", b"<a/>")
    assert not exc_info.value.permanent


def test_receipts_are_filed_then_acknowledged(broker, settings):
    name = settings.CLEARANCE_AMQP["in"]
    for body in (b"<one/>", b"<two/>", b"<one/>"):
        put(broker, name, body)
    listen(3)
    assert waiting(broker, name) == 0
    assert sorted((bytes(r.content), r.arrivals, r.transport) for r in Receipt.objects.all()) == [
        (b"<one/>", 2, "amqp"),
        (b"<two/>", 1, "amqp"),
    ]


def test_a_receipt_too_large_is_rejected_and_the_next_one_accepted(broker, settings):
    name = settings.CLEARANCE_AMQP["in"]
    put(broker, name, b"x" * (4 * 1024 * 1024 + 1))
    put(broker, name, b"<small/>")
    listen(2)
    assert [bytes(r.content) for r in Receipt.objects.all()] == [b"<small/>"]
    assert waiting(broker, name) == 0


def test_a_receipt_that_could_not_be_filed_is_given_again(broker, settings, monkeypatch):
    name = settings.CLEARANCE_AMQP["in"]
    put(broker, name, b"<one/>")

    def away(*_):
        raise OSError("the database is away")

    with monkeypatch.context() as broken:
        broken.setattr("clearance.inbound.amqp_consumer.receive", away)
        with pytest.raises(OSError):
            listen(1)
    listen(1)
    assert [bytes(r.content) for r in Receipt.objects.all()] == [b"<one/>"]
