import time

from django.core.management.base import BaseCommand

from clearance.documents.preparation import prepare_pending_lists, prepare_pending_orders
from clearance.sending.forward import forward


class Command(BaseCommand):
    help = "Claims and sends what waits for customs: what the worker runs."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="send what is due now, then end")

    def handle(self, *, once=False, **options):
        while True:
            prepared = prepare_pending_orders() + prepare_pending_lists()
            sent = forward()
            if prepared or sent or once:
                self.stdout.write(f"prepared {prepared}, sent {sent}")
            if once:
                return
            time.sleep(0 if sent else 1)
