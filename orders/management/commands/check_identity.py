"""`manage.py check_identity FILE`: one number a line in, one JSON line out (R-ID-4…7)."""

import json
import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from orders.identity.numbers import IdentityCheck, check_identity


class Command(BaseCommand):
    help = "Checks identity numbers, one a line, and prints one JSON line for each."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a text file in UTF-8, or - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        permits = settings.IDENTITY_ALLOW_RESIDENCE_PERMITS
        for line in _lines(options["file"]):
            self.stdout.write(_as_json(check_identity(line, today, permits)))


def _lines(path: str) -> Iterator[str]:
    """Lines without their ends; bytes that are no UTF-8 spoil their own line only."""
    try:
        # utf-8-sig: editors put their byte order mark before the first line
        with open(
            sys.stdin.fileno() if path == "-" else path,
            encoding="utf-8-sig",
            errors="replace",
            newline="\n",
        ) as source:
            for line in source:
                yield line.rstrip("\r\n")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=2) from error


def _as_json(check: IdentityCheck) -> str:
    answer = {
        "input": check.input,
        "normalized": check.normalized,
        "accepted": check.accepted,
        "reason": check.reason.value if check.reason else None,
        "birth_date": check.birth_date.isoformat() if check.birth_date else None,
    }
    return json.dumps(answer)  # ASCII, so that no exotic line end breaks "one line out"
