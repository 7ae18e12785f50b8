from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from catalog.importing.errors import UnreadableFileError
from catalog.importing.positive_list import PositiveListError, enter, read_list


class Command(BaseCommand):
    help = "Enters a version of the positive list from a CSV file: hs8, name_zh, note_kind …"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--list-version", required=True, metavar="2022")
        parser.add_argument("--from", required=True, type=date.fromisoformat, metavar="2022-03-01")

    def handle(self, *args, file, list_version, **options):
        try:
            data = file.read_bytes()
            entries = read_list(data, version=list_version, valid_from=options["from"])
        except OSError as exc:
            raise CommandError(f"{file} can't be read: {exc.strerror}", returncode=2) from exc
        except UnreadableFileError as exc:
            raise CommandError(f"{file} is no CSV text: {exc}", returncode=2) from exc
        except PositiveListError as exc:
            raise CommandError("\n".join(exc.errors)) from exc
        barred = enter(entries)
        self.stdout.write(f"{len(entries)} lines; {len(barred)} approved SKUs are no longer sold")
        for sku in barred:
            self.stdout.write(sku)
