from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from catalog.models.zone import Mode
from tools.demo.orders.exports import ExportShop, pay_demo_export
from tools.demo.orders.purchases import Shop, SoldOutError, pay_demo


class Command(BaseCommand):
    help = (
        "Places orders of demo buyers by the site's own actions and prints their numbers, one a"
        " line."
    )

    def add_arguments(self, parser):
        parser.add_argument("count", type=int, metavar="N")
        parser.add_argument("--pay", action="store_true", help="pay them too")
        parser.add_argument("--mode", choices=[Mode.BONDED.value, Mode.DIRECT.value], default="")
        parser.add_argument("--direction", choices=["import", "export"], default="import")

    def handle(self, *args, count, pay, mode, direction, **options):
        if settings.PRODUCTION:  # R-PLAT-8: no document about an order that nobody made
            raise CommandError("demo data has no place in production: nothing was placed")
        is_export = direction == "export"
        place = ExportShop(mode=mode).sell if is_export else Shop(mode=mode).buy
        for _ in range(count):
            try:
                placed = place()
            except SoldOutError as exc:
                raise CommandError(str(exc)) from exc
            if pay:
                pay_demo_export(placed) if is_export else pay_demo(placed)
            for order in [placed] if is_export else placed.orders.order_by("pk"):
                self.stdout.write(order.number)
                self.stdout.flush()
