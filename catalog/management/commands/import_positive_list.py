from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from catalog.importing.errors import CannotRead
from catalog.importing.positive_list import BadList, read_list, take_over


class Command(BaseCommand):
    help = "Takes over a version of the positive list from a CSV file: hs8, name_zh, note_kind …"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--list-version", required=True, metavar="2022")
        parser.add_argument("--from", required=True, type=date.fromisoformat, metavar="2022-03-01")

    def handle(self, *args, file, list_version, **options):
        try:
            data = file.read_bytes()
            entries = read_list(data, version=list_version, valid_from=options["from"])
        except OSError as fault:
            raise CommandError(f"{file} can't be read: {fault.strerror}", returncode=2) from fault
        except CannotRead as fault:
            raise CommandError(f"{file} is no CSV text: {fault}", returncode=2) from fault
        except BadList as bad:
            raise CommandError("\n".join(bad.faults)) from bad
        barred = take_over(entries)
        self.stdout.write(f"{len(entries)} lines; {len(barred)} approved SKUs are no longer sold")
        for sku in barred:
            self.stdout.write(sku)
