from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.progress import ProgressBar
from tools.backup import BackupError
from tools.backup.actions import restore


class Command(BaseCommand):
    help = "Brings back what `backup` wrote, after every file of it was verified."
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("source", type=Path)
        parser.add_argument("--force", action="store_true", help="replace what a filled site holds")
        parser.add_argument(
            "--without-keys", action="store_true", help="although keys are lost that its rows need"
        )

    def handle(self, *, source, force, without_keys, **options):
        try:
            with ProgressBar("restore") as bar:
                described = restore(source, force=force, without_keys=without_keys, show=bar.show)
        except (BackupError, OSError) as exc:
            raise CommandError(str(exc)) from exc
        self.stdout.write(
            f"{len(described['files'])} files of {described['made_at']} are back; last line of the"
            f" stamp log then: {described['stamp_log'] or 'none'}\n"
            "Now: migrate, createcachetable, rebuild_search, check_integrity, verify_evidence."
        )
