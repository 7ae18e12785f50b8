"""The CSV files that people open in a spreadsheet."""

import csv
import unicodedata
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
UNSEEN = " \u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"  # blanks, and what has no width


def escape_formula(cell):
    """A text that a spreadsheet would run as a formula gets an apostrophe in front (CSV
    injection); numbers stay numbers. Full-width signs count too: a Chinese Excel reads ＝ as =, and
    some programs leave out what nobody sees in front."""
    if isinstance(cell, str):
        seen = unicodedata.normalize("NFKC", cell).lstrip(UNSEEN)
        if seen.startswith(FORMULA_STARTS):
            return f"'{cell}"
    return cell


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence]) -> HttpResponse:
    """A download with a byte order mark, so that spreadsheets read the Chinese."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(head)
    writer.writerows([escape_formula(cell) for cell in row] for row in rows)
    return response
