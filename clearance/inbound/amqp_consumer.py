"""Receipts that arrive by AMQP: acknowledged by hand, once they are on file and not before."""

import logging

from django.db import close_old_connections
from kombu import Queue
from kombu.mixins import ConsumerMixin

from clearance.receipts.intake import MAX_RECEIPT_BYTES, receive
from clearance.tasks import read_receipt
from clearance.transports.broker import connection, queue
from core.background.enqueue import enqueue_on_commit

logger = logging.getLogger(__name__)
AT_ONCE = 20  # given to us before the first is acknowledged


class ReceiptListener(ConsumerMixin):
    """Takes receipts until it is told to stop (`should_stop`); reconnects by itself.

    What is killed between filing and acknowledging comes again, and is recognized by its digest."""

    def __init__(self):
        self.connection = connection()

    def get_consumers(self, Consumer, channel):
        receipts = Queue(queue("in"), durable=True)
        return [Consumer([receipts], on_message=self.take, prefetch_count=AT_ONCE)]

    def take(self, message):
        close_old_connections()
        body = message.body
        content = body.encode() if isinstance(body, str) else bytes(body)
        if len(content) > MAX_RECEIPT_BYTES:
            logger.error("A receipt of %s bytes by AMQP is rejected", len(content))
            message.reject()  # to the broker's dead letters, where it has such a place
            return
        try:
            receipt, new = receive(content, "amqp")
        except Exception:  # the database may be away: the broker keeps it, and gives it again
            message.requeue()
            raise
        message.ack()
        if new:
            enqueue_on_commit(read_receipt, receipt.pk)
