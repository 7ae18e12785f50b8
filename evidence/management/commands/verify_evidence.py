from pathlib import Path

from django.core.management.base import BaseCommand

from evidence.bundles import verify_bundle
from evidence.verifying import verify_chain


class Command(BaseCommand):
    help = "Checks the ledger, or one exported bundle; exit 1 and the first broken entry if not."

    def add_arguments(self, parser):
        parser.add_argument("bundle", nargs="?", type=Path, help="a bundle exported earlier")

    def handle(self, *, bundle=None, **options):
        verdict = verify_bundle(bundle.read_text()) if bundle else verify_chain()
        if verdict.holds:
            self.stdout.write(f"{verdict.entries} entries hold; head {verdict.head}")
            return
        self.stdout.write(f"broken at entry {verdict.broken_at}: {verdict.reason}")
        raise SystemExit(1)
