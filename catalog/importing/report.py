"""What came of an import, as people and scripts read it."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpResponse

from catalog.importing.errors import RowError, UnreadableFileError
from core.files.csv_cells import escape_formula


@dataclass(slots=True)
class Report:
    """`rows` = created + updated + unchanged + rejected; a rejected row may have several errors.
    `unreadable`: the file as a whole could not be read."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    errors: list[RowError] = field(default_factory=list)
    ignored: tuple[str, ...] = ()  # headers nobody knows
    unreadable: UnreadableFileError | None = None

    @property
    def exit_code(self) -> int:
        """0: all rows are good; 1: some were rejected; 2: the file can't be read."""
        return 2 if self.unreadable else 1 if self.rejected else 0

    def as_json(self) -> dict:
        errors = [error.as_json() for error in self.errors]
        if self.unreadable:
            message = str(self.unreadable.message)
            errors = [{"row": 0, "column": "", "code": self.unreadable.code, "message": message}]
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "errors": errors,
        }


def errors_csv(errors: Iterable) -> str:
    """The errors as CSV for a spreadsheet; cells that would start a formula are disarmed."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["row", "column", "code", "message"])
    for error in errors:
        cells = (error.row, error.column, error.code, str(error.message))
        writer.writerow([escape_formula(cell) for cell in cells])
    return out.getvalue()


def errors_file(job):
    """The job's rejected rows as a file to download."""
    text = "\ufeff" + errors_csv(job.errors.all())  # spreadsheets take it for UTF-8
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="import-{job.pk}-errors.csv"'
    return answer
