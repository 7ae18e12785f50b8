from pathlib import Path

from django.core.management.base import BaseCommand

from core.read_snapshot import read_snapshot
from evidence.check_bundle import BrokenBundleError, check
from evidence.timestamps.chain_head import timestamp_errors
from evidence.verification import verify_chain


class Command(BaseCommand):
    help = "Checks ledger and timestamps, or one bundle; exit 1 and the first broken part if not."

    def add_arguments(self, parser):
        parser.add_argument("bundle", nargs="?", type=Path, help="a bundle exported earlier")

    def handle(self, *, bundle=None, **options):
        if bundle:
            self._bundle(bundle)
            return
        with read_snapshot():
            verdict, errors = verify_chain(), timestamp_errors()
        if not verdict.holds:
            self._broken(f"broken at entry {verdict.broken_at}: {verdict.reason}")
        self.stdout.write(f"{verdict.entries} entries hold; head {verdict.head}")
        if errors:
            self._broken("\n".join(errors))

    def _bundle(self, path):
        try:
            self.stdout.write("\n".join(check(path)))
        except BrokenBundleError as exc:
            self._broken(f"broken: {exc}")

    def _broken(self, message):
        self.stdout.write(message)
        raise SystemExit(1)
