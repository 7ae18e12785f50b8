from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.progress import ProgressBar
from evidence.timestamps.stamp_log import StampLogError
from tools.backup import BackupError
from tools.backup.actions import back_up


class Command(BaseCommand):
    help = (
        "Writes database, pictures, private files and stamp log into one file, while the site runs."
        " Keys are named by fingerprint and not copied."
    )

    def add_arguments(self, parser):
        parser.add_argument("target", type=Path, help="a file, or a folder for one named by time")

    def handle(self, *, target, **options):
        try:
            with ProgressBar("backup") as bar:
                written = back_up(target, bar.show)
        except (BackupError, StampLogError, OSError) as exc:
            raise CommandError(str(exc)) from exc
        self.stdout.write(f"{written} ({written.stat().st_size // 1024:,} KB)")
