import signal

from django.core.management.base import BaseCommand

from clearance.inbound.amqp_consumer import ReceiptListener
from clearance.transports.broker import queue


class Command(BaseCommand):
    help = "Takes customs' receipts from the AMQP queue until it is stopped."

    def handle(self, **options):
        listener = ReceiptListener()

        def stop(*_):
            listener.should_stop = True

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        self.stdout.write(f"Listening for receipts on {queue('in')}.")
        listener.run()
