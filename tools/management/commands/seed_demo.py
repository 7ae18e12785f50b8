import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.module_loading import import_string


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
            for path in settings.DEMO_SEEDERS:
                began = time.monotonic()
                import_string(path)(goods=goods, stdout=self.stdout)
                self.stdout.write(f"{path:<28} {time.monotonic() - began:6.1f} s")
