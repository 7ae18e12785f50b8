from django.core.management.base import BaseCommand
from wagtail import hooks

from core.database.read_snapshot import read_snapshot


class Command(BaseCommand):
    help = "Compares the books with their movements; exit 1 and the differences if they disagree."

    def handle(self, *args, **options):
        with read_snapshot():
            differences = [
                error for check in hooks.get_hooks("integrity_checks") for error in self._run(check)
            ]
        for difference in differences:
            self.stderr.write(difference)
        if differences:
            raise SystemExit(1)

    def _run(self, check):
        errors = check()
        name = f"{check.__module__}.{check.__qualname__}"
        self.stdout.write(f"{name}: {len(errors) or 'in order'}")
        return errors
