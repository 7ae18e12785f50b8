"""The door of the import: a file of one exhibitor's goods in, a report out."""

from collections.abc import Callable, Iterator
from itertools import islice

from django.db import IntegrityError
from django.utils import timezone, translation
from django.utils.translation import pgettext

from catalog.actions.stock import StockMismatchError
from catalog.importing.builder import Builder
from catalog.importing.errors import RowError, UnreadableFileError, row_error
from catalog.importing.gc_tuning import rare_collections
from catalog.importing.plan import make_plan
from catalog.importing.report import Report
from catalog.importing.rows import GoodsRow, read_rows
from catalog.importing.tables import Table, read_table
from catalog.importing.writer import write_plan
from catalog.models import ImportJob, ImportRow
from catalog.package_limits import PackageUse, package_use

BATCH = 500
TRIES = 3  # another import or an order may get in between reading and writing
MAX_KEPT_ERRORS = 5000

Progress = Callable[[int, int], None]  # rows done, rows in all


def import_goods(
    data: bytes,
    *,
    exhibitor,
    file_name: str,
    actor=None,
    approve: bool = False,
    dry_run: bool = False,
    language: str = "",
    progress: Progress = lambda done, total: None,
) -> Report:
    """Take goods from a CSV file or XLSX workbook, by SKU; the same file twice changes nothing.

    approve (staff only): good rows are live at once and complete filings approved; else new
    goods wait for review, and changes to live pages wait as drafts. dry_run: the same report,
    nothing written. Batches are whole: a broken run leaves whole goods and can be run again.
    Messages of the report are in `language`."""
    report = Report()
    with translation.override(language or translation.get_language()), rare_collections():
        try:
            table = read_table(data)
        except UnreadableFileError as exc:
            # a result, not a crash: the page and the command say why, in the sender's language
            report.unreadable = exc
            return report
        report.rows = len(table.rows)
        report.notes += _unread_parts(table)
        builder = Builder(exhibitor=exhibitor, actor=actor, approve=approve, dry_run=dry_run)
        done = 0
        rows = read_rows(table)
        while batch := list(islice(rows, BATCH)):
            _process(list(_good_rows(batch, report)), builder, report, file_name)
            done += len(batch)
            progress(done, report.rows)
        _judge_by_package(builder, report)
        report.errors.sort(key=lambda error: error.row)
    return report


def _unread_parts(table: Table) -> list[RowError]:
    """What of the file counts for nothing, as notes: other sheets, columns nobody knows."""
    notes = [row_error(0, "", "sheet_not_read", sheet=name) for name in table.unread]
    if headers := table.columns.ignored:
        columns = pgettext("list", ", ").join(header[:40] for header in headers[:20])
        notes.append(row_error(0, "", "columns_not_read", columns=columns))
    return notes


def run_job(
    job: ImportJob, data: bytes, *, progress: Progress = lambda done, total: None
) -> Report:
    """Carry out a job; its row shows the progress and in the end what was rejected and why."""
    ImportJob.objects.filter(pk=job.pk).update(state=ImportJob.State.RUNNING)

    def note(done, total):
        ImportJob.objects.filter(pk=job.pk).update(done_rows=done, rows=total)
        progress(done, total)

    report = import_goods(
        data,
        exhibitor=job.exhibitor,
        file_name=job.file_name,
        actor=job.actor,
        approve=job.approve,
        dry_run=job.dry_run,
        language=job.language,
        progress=note,
    )
    close_job(job, report)
    return report


def close_job(job: ImportJob, report: Report) -> None:
    answer = report.as_json()
    ImportRow.objects.bulk_create(
        (
            ImportRow(**error | {"job": job, "message": error["message"][:300]})
            for error in (answer.pop("notes", []) + answer.pop("errors"))[:MAX_KEPT_ERRORS]
        ),
        batch_size=500,
    )
    state = ImportJob.State.FAILED if report.unreadable else ImportJob.State.DONE
    ImportJob.objects.filter(pk=job.pk).update(
        state=state, done_rows=report.rows, finished_at=timezone.now(), **answer
    )
    job.refresh_from_db()


def _good_rows(batch: list[GoodsRow | list[RowError]], report: Report) -> Iterator[GoodsRow]:
    for item in batch:
        if isinstance(item, GoodsRow):
            yield item
        else:
            report.rejected += 1
            report.errors += item


def _process(rows: list[GoodsRow], builder: Builder, report: Report, file_name: str) -> None:
    for attempt in range(1, TRIES + 1):
        try:
            plan = make_plan(rows, builder, _room(builder, report))
            if not builder.dry_run:
                write_plan(
                    plan,
                    exhibitor=builder.exhibitor,
                    actor=builder.actor,
                    approve=builder.approve,
                    reference=file_name,
                )
            break
        except (IntegrityError, StockMismatchError):
            # rare: only if others keep changing the very same goods; then the job fails as a whole
            if attempt == TRIES:
                raise
            builder.refresh()
    report.created += len(plan.new)
    report.updated += len(plan.changes)
    report.unchanged += plan.unchanged
    report.rejected += len(plan.errors) + len(plan.left_out)
    report.errors += plan.errors
    report.left_out += plan.left_out


def _package_use(builder: Builder, report: Report) -> PackageUse:
    # a dry run has not written what it counted
    planned = report.created if builder.dry_run else 0
    return package_use(builder.exhibitor, planned=planned)


def _room(builder: Builder, report: Report) -> int | None:
    """None is no limit: for staff, who approve, the package is no more than a warning."""
    return None if builder.approve else _package_use(builder, report).room


def _judge_by_package(builder: Builder, report: Report) -> None:
    """One sentence on the package, however many rows it is about."""
    use = _package_use(builder, report)
    if report.left_out:
        facts = {"limit": use.limit, "n": len(report.left_out)}
        report.errors.append(row_error(min(report.left_out), "", "package_full", **facts))
    elif report.created and use.limit is not None and use.listed > use.limit:
        facts = {"name": builder.exhibitor.name, "n": use.listed, "limit": use.limit}
        report.notes.append(row_error(0, "", "package_exceeded", **facts))
