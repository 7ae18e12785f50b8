from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string


class Command(BaseCommand):
    help = "Compares the books with their movements; exit 1 and the differences if they disagree."

    def handle(self, *args, **options):
        differences = []
        for path in settings.INTEGRITY_CHECKS:
            found = import_string(path)()
            self.stdout.write(f"{path}: {'in order' if not found else len(found)}")
            differences += found
        for difference in differences:
            self.stderr.write(difference)
        if differences:
            raise SystemExit(1)
