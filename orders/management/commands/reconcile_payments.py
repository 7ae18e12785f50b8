from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from orders.payments.base import GatewayError
from orders.payments.reconciliation import reconcile_payments


class Command(BaseCommand):
    help = "Compares the payment firm's list with our books; exit 1 and the differences if any."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=2, help="how far back (default 2)")

    def handle(self, *, days, **options):
        until = timezone.now() - timedelta(hours=1)
        try:
            result = reconcile_payments(until - timedelta(days=days), until)
        except GatewayError as error:
            raise CommandError(f"the payment firm does not answer: {error}") from error
        counts = f"{result.agreed} agree, {len(result.recovered)} found now"
        sums = f"{result.came} came, {result.went} went back"
        self.stdout.write(f"{counts}, {len(result.differences)} differ; {sums}")
        for difference in result.differences:
            self.stderr.write(difference)
        if result.differences:
            raise SystemExit(1)
