"""RabbitMQ behind TLS: only the host that the address names, by an authority that we know, is
spoken to; ours is shown where the broker asks for one."""

import os
import socket
from urllib.parse import urlsplit

import pytest
from kombu.pools import connections, producers

from clearance.errors import TransportError
from clearance.models import Receipt
from clearance.transports.amqp import AmqpTransport
from clearance.transports.broker import connection
from tests.clearance.transports.test_amqp import broker, listen, put, waiting
from tests.clearance.transports.tls import Authority, Relay

__all__ = ["broker"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rabbitmq]
HOST = "127.0.0.1"


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path)


@pytest.fixture
def behind_tls(broker, settings):
    """`behind_tls(certificate, key)`: from now on the broker is spoken to through a relay."""
    plain, relays = urlsplit(os.environ["TEST_RABBITMQ_URL"]), []

    def open_relay(certificate, key, **more):
        relay = Relay((plain.hostname, plain.port or 5672), certificate, key, **more)
        relays.append(relay)
        settings.CLEARANCE_TIMEOUT = 3
        account = f"{plain.username}:{plain.password}@" if plain.username else ""
        settings.CLEARANCE_AMQP = settings.CLEARANCE_AMQP | {
            "url": f"amqps://{account}{HOST}:{relay.port}{plain.path}"
        }
        return relay

    yield open_relay
    forget_lines()
    for relay in relays:
        relay.close()


def forget_lines():
    """Ours alone: a pool of the task queue's, once closed, would stay closed."""
    line = connection()
    for pools in (producers, connections):
        pools[line].force_close_all()
        del pools[line]


def trust(settings, file, **client_files):
    """From now on, as a process that starts with these settings."""
    forget_lines()
    settings.CLEARANCE_AMQP = settings.CLEARANCE_AMQP | {"ca": file, **client_files}


def test_documents_and_receipts_travel_by_tls(broker, behind_tls, authority, settings):
    relay = behind_tls(*authority.issue("broker", address=HOST))
    trust(settings, authority.file)
    assert AmqpTransport().send("311-E1-1", b"<a/>") == "311-E1-1"
    assert waiting(broker, settings.CLEARANCE_AMQP["out"]) == 1
    put(broker, settings.CLEARANCE_AMQP["in"], b"<receipt/>")
    listen(1)
    assert [bytes(r.content) for r in Receipt.objects.all()] == [b"<receipt/>"]
    assert relay.passed == 2


@pytest.mark.parametrize("problem", ["authority", "host", "no name", "over", "nobody known"])
def test_a_broker_that_is_not_the_one_named_gets_nothing(
    broker, behind_tls, authority, settings, tmp_path, problem
):
    signed_by = Authority(tmp_path, "stranger") if problem == "authority" else authority
    address = {"host": "127.0.0.9", "no name": None}.get(problem, HOST)
    days = -1 if problem == "over" else 1
    relay = behind_tls(*signed_by.issue("broker", address=address, days=days))
    trust(settings, "" if problem == "nobody known" else authority.file)
    with pytest.raises(TransportError) as exc_info:
        AmqpTransport().send("311-E1-1", b"<a/>")
    assert (exc_info.value.permanent, "certificate" in str(exc_info.value).lower()) == (False, True)
    assert (relay.passed, waiting(broker, settings.CLEARANCE_AMQP["out"])) == (0, 0)


def test_our_certificate_is_shown_where_the_broker_asks(broker, behind_tls, authority, settings):
    behind_tls(*authority.issue("broker", address=HOST), client_authority=authority.file)
    trust(settings, authority.file)
    with pytest.raises(TransportError):
        AmqpTransport().send("311-E1-1", b"<a/>")
    certificate, key = authority.issue("site")
    trust(settings, authority.file, certificate=certificate, key=key)
    AmqpTransport().send("311-E1-1", b"<a/>")
    assert waiting(broker, settings.CLEARANCE_AMQP["out"]) == 1


def test_a_port_that_speaks_no_tls_is_a_temporary_error(broker, behind_tls, settings, authority):
    behind_tls(*authority.issue("broker", address=HOST))
    trust(settings, authority.file)
    with socket.create_server((HOST, 0)) as silent:
        port = silent.getsockname()[1]
        settings.CLEARANCE_AMQP = settings.CLEARANCE_AMQP | {"url": f"amqps://{HOST}:{port}//"}
        with pytest.raises(TransportError) as exc_info:
            AmqpTransport().send("311-E1-1", b"<a/>")
    assert not exc_info.value.permanent
