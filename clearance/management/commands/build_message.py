from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalog.models.zone import Direction
from ceb import InvalidMessageError
from ceb.partner_documents import InvalidRequestError
from clearance.documents.preview import KINDS_OF, NotRequestedError, preview
from clearance.routing import whole_order
from orders.models import Order

KINDS = (*KINDS_OF[Direction.IMPORT], *KINDS_OF[Direction.EXPORT])


class Command(BaseCommand):
    help = (
        "Prints the XML of a message for an order: 311 and 303 as we send them, others as partners"
        " would; what comes about on request (607, 625 …) as it was last requested."
    )

    def add_arguments(self, parser):
        parser.add_argument("kind", help="311, 411 …; of an export 303, 403 …; CEB311 will do too")
        parser.add_argument("--order", required=True, help="the order's number")

    def handle(self, *, kind, order, **options):
        kind = kind.upper().removeprefix("CEB").removesuffix("MESSAGE")
        if kind not in KINDS:
            raise CommandError(f"unknown kind {kind}: one of {', '.join(KINDS)}", returncode=2)
        found_order = Order.objects.filter(number=order).first()
        if found_order is None:
            raise CommandError(f"no order {order}", returncode=2)
        direction = Direction(found_order.direction)
        if kind not in KINDS_OF[direction]:
            raise CommandError(
                f"order {order} is an {direction}: {', '.join(KINDS_OF[direction])}", returncode=2
            )
        found_order = whole_order(found_order.pk)
        if not found_order.payments.all():
            raise CommandError(f"order {order} is not paid: customs hears of paid orders only")
        try:
            document = preview(found_order, kind, moment=timezone.now())
        except (InvalidMessageError, InvalidRequestError) as exc:
            raise CommandError("\n".join(f.message for f in exc.errors)) from exc
        except NotRequestedError as exc:
            raise CommandError(f"nobody has requested a {kind} of order {order}") from exc
        self.stdout.write(document.decode())
