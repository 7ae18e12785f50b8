import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from catalog.package_limits import exhibitors_beyond_package
from tools.demo import catalog, centers, clearance, exhibitors, expo, orders, search

SEEDS = (  # in the order of the apps, lowest first
    expo.seed,
    exhibitors.seed,
    catalog.seed,
    centers.seed,
    exhibitors.seed_featured,
    search.seed,
    clearance.seed,
    orders.seed,
)


class Command(BaseCommand):
    help = "Fills the site with its demo expo; can be run again without harm."

    def add_arguments(self, parser):
        parser.add_argument(
            "--goods", type=int, help="so many goods (0: none); default: the demo catalogue"
        )

    def handle(self, *args, goods=None, **options):
        if settings.PRODUCTION:  # its accounts have a password that everybody can read
            raise CommandError("demo data has no place in production: nothing was made")
        with translation.override(settings.LANGUAGE_CODE):
            for seed in SEEDS:
                began = time.monotonic()
                seed(goods=goods, stdout=self.stdout)
                name = f"{seed.__module__}.{seed.__qualname__}"
                self.stdout.write(f"{name:<40} {time.monotonic() - began:6.1f} s")
        self._warn_of_packages()

    def _warn_of_packages(self):
        """Trial stock may be more than the packages include; only exhibitors are held to them."""
        beyond = [f"{each.slug} {each.listed}/{each.limit}" for each in exhibitors_beyond_package()]
        if beyond:
            self.stderr.write(f"More products than their packages include: {', '.join(beyond)}")
