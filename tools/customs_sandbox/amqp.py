"""Documents and receipts by AMQP 0-9-1: taken with manual acknowledgement, published persistently
and confirmed. Imported, and kombu with it, only where a broker is named."""

import ssl
import threading
from typing import Any

from kombu import Connection, Queue
from kombu.exceptions import OperationalError

from .authentication import MAY_SEND
from .config import Config
from .delivery.channels import ReceiptChannel
from .intake.transmissions import (
    LARGEST_MESSAGE,
    MessageIdTakenError,
    SenderNotAllowedError,
    accept,
)
from .store import Store

PREFETCH = 50  # given to us before the first is acknowledged
TIMEOUT = 10


class AmqpBroker:
    def __init__(self, config: Config) -> None:
        self.documents, self.receipts = config.amqp_documents, config.amqp_receipts
        self.exchange = config.amqp_exchange
        self._url, self._ca = config.amqp, config.amqp_ca

    def connect(self) -> Connection:
        """amqps:// verifies the broker's certificate (its authority: ours, if not the system's)."""
        tls: dict[str, Any] | None = None
        if self._url.startswith("amqps:"):
            tls = {"cert_reqs": ssl.CERT_REQUIRED, **({"ca_certs": self._ca} if self._ca else {})}
        return Connection(
            self._url, ssl=tls, connect_timeout=TIMEOUT, transport_options={"confirm_publish": True}
        )

    def errors(self, link: Connection) -> tuple[type[Exception], ...]:
        errors: tuple[type[Exception], ...] = (
            OperationalError, OSError, *link.connection_errors, *link.channel_errors,
        )  # fmt: skip
        return errors


class AmqpChannel(ReceiptChannel):
    """Receipts into their queue; there for good once the broker has confirmed."""

    def __init__(self, broker: AmqpBroker) -> None:
        self._broker = broker
        self._connections = threading.local()

    def deliver(self, name: str, delivery: str, body: bytes) -> bool:
        link = self._connection() or self._broker.connect()
        try:
            producer = self._producer(link)
            producer.publish(
                body,
                exchange=self._broker.exchange,
                routing_key=self._broker.receipts,
                content_type="application/xml",
                content_encoding="binary",
                delivery_mode=2,
                message_id=delivery,
                confirm_timeout=TIMEOUT,
            )
        except self._broker.errors(link):
            self.close()
            return False
        return True

    def close(self) -> None:
        if (link := self._connection()) is not None:
            self._connections.link = self._connections.producer = None
            link.release()

    def _connection(self) -> Connection | None:
        return getattr(self._connections, "link", None)

    def _producer(self, link: Connection) -> Any:
        if getattr(self._connections, "producer", None) is None:
            self._connections.link = link
            self._connections.producer = link.Producer()
            Queue(self._broker.receipts, durable=True)(self._connections.producer.channel).declare()
        return self._connections.producer


class AmqpConsumer:
    """Accepts documents. The broker's permission to publish stands for the signature; the header
    `sender` names another identity than the site."""

    def __init__(self, broker: AmqpBroker, store: Store) -> None:
        self._broker = broker
        self._store = store
        self._link: Connection | None = None
        self._accepted = 0

    def work(self) -> int:
        """Listens for a moment; how many documents were taken."""
        self._accepted = 0
        link = self._link or self._broker.connect()
        try:
            if self._link is None:
                self._begin(link)
            link.drain_events(timeout=0.2)
        except TimeoutError:
            pass
        except self._broker.errors(link):
            self._link = None
            link.release()
            raise
        return self._accepted

    def close(self) -> None:
        if self._link is not None:
            self._link.release()
            self._link = None

    def _begin(self, link: Connection) -> None:
        self._link = link
        queue = Queue(self._broker.documents, durable=True)
        consumer = link.Consumer([queue], on_message=self._accept, prefetch_count=PREFETCH)
        consumer.consume()

    def _accept(self, message: Any) -> None:
        """Acknowledged once it is on disk; what no sender may send is rejected for good."""
        body = message.body.encode() if isinstance(message.body, str) else bytes(message.body)
        sender = str(message.headers.get("sender", "site"))
        self._accepted += 1
        if sender not in MAY_SEND or not body or len(body) > LARGEST_MESSAGE:
            message.reject()
            return
        try:
            accept(self._store, sender, body, str(message.properties.get("message_id") or ""))
        except (SenderNotAllowedError, MessageIdTakenError):
            message.reject()
            return
        except Exception:  # the store may be busy: the broker keeps it, and gives it again
            message.requeue()
            raise
        message.ack()
