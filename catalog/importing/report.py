"""What came of an import, as people and scripts read it."""

from dataclasses import asdict, dataclass, field

from django.http import HttpResponse

from catalog.importing.errors import RowError, UnreadableFileError
from catalog.models import ImportJob
from core.files.csv_cells import csv_file

COUNTS = ("rows", "created", "updated", "unchanged", "rejected")
ERROR_COLUMNS = ("row", "column", "code", "message")
MAX_ERRORS_SHOWN = 200
# codes of what is worth telling and rejects nothing
NOTES = ("sheet_not_read", "columns_not_read", "package_exceeded")


@dataclass(slots=True)
class Report:
    """`rows` = created + updated + unchanged + rejected; a rejected row may have several errors.
    `left_out`: the rejected rows that the package has no room for, with one error together.
    `unreadable`: the file as a whole could not be read."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    errors: list[RowError] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    notes: list[RowError] = field(default_factory=list)  # what kept no row out; row 0
    unreadable: UnreadableFileError | None = None

    @property
    def exit_code(self) -> int:
        """0: all rows are good; 1: some were rejected; 2: the file can't be read."""
        return 2 if self.unreadable else 1 if self.rejected else 0

    def as_json(self) -> dict:
        counts = {name: getattr(self, name) for name in COUNTS}
        if self.unreadable:
            return counts | {"errors": [asdict(self.unreadable.as_row())]}
        answer = counts | {"errors": [asdict(error) for error in self.errors]}
        return answer | ({"notes": [asdict(note) for note in self.notes]} if self.notes else {})


def job_context(job: ImportJob) -> dict:
    """How far it is, then what came of it and which rows were rejected."""
    errors = job.errors.exclude(code__in=NOTES)
    return {
        "job": job,
        "busy": job.state in (ImportJob.State.WAITING, ImportJob.State.RUNNING),
        "errors": errors[:MAX_ERRORS_SHOWN],
        "error_count": errors.count(),
        "notes": job.errors.filter(code__in=NOTES),
    }


def errors_file(job: ImportJob) -> HttpResponse:
    rows = job.errors.exclude(code__in=NOTES).values_list(*ERROR_COLUMNS)
    return csv_file(f"import-{job.pk}-errors.csv", ERROR_COLUMNS, rows)
