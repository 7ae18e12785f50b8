from django.core.management.base import BaseCommand
from wagtail import hooks


class Command(BaseCommand):
    help = "Compares the books with their movements; exit 1 and the differences if they disagree."

    def handle(self, *args, **options):
        differences = []
        for check in hooks.get_hooks("integrity_checks"):
            errors = check()
            name = f"{check.__module__}.{check.__qualname__}"
            self.stdout.write(f"{name}: {'in order' if not errors else len(errors)}")
            differences += errors
        for difference in differences:
            self.stderr.write(difference)
        if differences:
            raise SystemExit(1)
