"""`manage.py quote FILE.json`: tax and eligibility of an order, or of a list of them (R §17)."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.money import InvalidFigureError
from catalog.tax.quote_json import quote_text
from catalog.tax.rates import rates_by_sku

LARGEST = 16 * 1024 * 1024  # bytes


class Command(BaseCommand):
    help = "Quotes the tax of an order given as JSON; prints JSON, exit code 2 on bad input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a JSON file, or - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            answer = quote_text(_read(options["file"]), rates_by_sku)
        except InvalidFigureError as exc:
            raise CommandError(str(exc), returncode=2) from exc
        self.stdout.write(json.dumps(answer, indent=2))


def _read(path: str) -> bytes:
    try:
        source = sys.stdin.buffer if path == "-" else open(path, "rb")  # noqa: SIM115
        with source:
            text = source.read(LARGEST + 1)
    except OSError as exc:
        raise CommandError(f"{path}: {exc.strerror}", returncode=2) from exc
    if len(text) > LARGEST:
        raise CommandError(f"{path}: is larger than {LARGEST} bytes", returncode=2)
    return text
