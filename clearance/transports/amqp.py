"""The document to a queue of the exchange client (RabbitMQ): kept on disk by the broker, confirmed
by it, and returned where no queue takes it. See docs/integrations/clearance.md, "AMQP"."""

from django.conf import settings
from kombu.exceptions import OperationalError
from kombu.pools import producers

from clearance.errors import TransportError
from clearance.transports.broker import connection, queue


class AmqpTransport:
    def send(self, name, document):
        link = connection()
        try:
            with producers[link].acquire(
                block=True, timeout=settings.CLEARANCE_TIMEOUT
            ) as producer:
                publish(producer, name, document)
        except (OperationalError, *link.connection_errors, *link.channel_errors) as error:
            raise TransportError(f"{type(error).__name__}: {error}", permanent=False) from error
        return name


def publish(producer, name, document):
    """Waits for the broker's confirmation. Raises TransportError where no queue has taken it: a
    missing queue is a mistake of the set-up, and may be there in a minute."""
    returned = []

    def note(error, *_):
        returned.append(error)

    answers = producer.channel.events["basic_return"]
    answers.add(note)
    try:
        producer.publish(
            document,
            exchange=settings.CLEARANCE_AMQP["exchange"],
            routing_key=queue("out"),
            content_type="application/xml",
            content_encoding="binary",
            delivery_mode=2,
            message_id=name,
            mandatory=True,
            confirm_timeout=settings.CLEARANCE_TIMEOUT,
        )
    finally:
        answers.discard(note)
    if returned:
        raise TransportError(f"no queue takes {queue('out')}: {returned[0]}", permanent=False)
