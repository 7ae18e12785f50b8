from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.database.read_snapshot import read_snapshot
from evidence.check_bundle import BrokenBundleError, check
from evidence.timestamps.comparison import entries_unstamped, timestamp_errors
from evidence.timestamps.stamp_log import StampLogError, stamp_log
from evidence.verification import verify_chain


class Command(BaseCommand):
    help = (
        "Checks ledger, timestamps and stamp log, or one bundle; exit 1 and the first broken part "
        "if not."
    )

    def add_arguments(self, parser):
        parser.add_argument("bundle", nargs="?", type=Path, help="a bundle exported earlier")
        parser.add_argument(
            "--witness",
            metavar="NUMBER:DIGEST",
            help="the last line of the stamp log as an earlier run printed it; it must be there",
        )

    def handle(self, *, bundle=None, witness=None, **options):
        if bundle:
            self._bundle(bundle)
            return
        with read_snapshot():
            verdict, errors, unstamped = (
                verify_chain(),
                timestamp_errors(),
                entries_unstamped(),
            )
        if not verdict.holds:
            errors.insert(0, f"broken at entry {verdict.broken_at}: {verdict.reason}")
        else:
            self.stdout.write(f"{verdict.entries} entries hold; head {verdict.head}")
        if unstamped:
            self.stdout.write(
                f"{unstamped} of them are newer than the last stamp: nothing outside the database "
                "vouches for them before the next one"
            )
        errors += self._log(witness)
        if errors:
            self._broken("\n".join(errors))

    def _log(self, witness):
        """Says how long the stamp log is; an error where the witness's line is not in it."""
        try:
            lines = stamp_log().lines()
        except StampLogError:
            return []  # named already
        if lines:
            last = lines[-1]
            self.stdout.write(
                f"{len(lines)} lines in the stamp log; last {last.number}:{last.line_digest}"
            )
        if witness and witness not in {f"{line.number}:{line.line_digest}" for line in lines}:
            if not witness.partition(":")[2]:
                raise CommandError("--witness takes NUMBER:DIGEST")
            return [f"the stamp log was cut or written anew: {witness} is not in it"]
        return []

    def _bundle(self, path):
        try:
            self.stdout.write("\n".join(check(path)))
        except BrokenBundleError as exc:
            self._broken(f"broken: {exc}")

    def _broken(self, message):
        self.stdout.write(message)
        raise SystemExit(1)
