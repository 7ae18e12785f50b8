from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from clearance.ceb import MessageFault
from clearance.documents.partners import preview
from clearance.routing import whole_order
from clearance.sandbox.partners import Invalid
from orders.models import Order

KINDS = ("311", "411", "511", "621")


class Command(BaseCommand):
    help = "Prints the XML of a message for an order: 311 as we send it, others as partners would."

    def add_arguments(self, parser):
        parser.add_argument("kind", help="311, 411, 511 or 621; CEB311 and CEB311Message will do")
        parser.add_argument("--order", required=True, help="the order's number")

    def handle(self, *, kind, order, **options):
        kind = kind.upper().removeprefix("CEB").removesuffix("MESSAGE")
        if kind not in KINDS:
            raise CommandError(f"unknown kind {kind}: one of {', '.join(KINDS)}", returncode=2)
        found = Order.objects.filter(number=order).first()
        if found is None:
            raise CommandError(f"no order {order}", returncode=2)
        found = whole_order(found.pk)
        if not found.payments.all():
            raise CommandError(f"order {order} is not paid: customs hears of paid orders only")
        try:
            document = preview(found, kind, moment=timezone.now())
        except (MessageFault, Invalid) as fault:
            raise CommandError("\n".join(f.message for f in fault.faults)) from fault
        self.stdout.write(document.decode())
