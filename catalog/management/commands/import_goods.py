import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _

from catalog.importing.errors import UnreadableFileError
from catalog.importing.report import Report
from catalog.importing.run import run_job
from catalog.models import ImportJob
from core.progress import ProgressBar
from exhibitors.models import Exhibitor


class Command(BaseCommand):
    help = "Takes an exhibitor's goods from a CSV file or XLSX workbook, by SKU."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--exhibitor", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true", help="report, write nothing")
        parser.add_argument(
            "--approve",
            action="store_true",
            help="staff: good rows are live at once, complete filings approved",
        )
        parser.add_argument("--report", type=Path, metavar="FILE.json")
        parser.add_argument(
            "--lang", choices=[code for code, _ in settings.LANGUAGES], default="zh-hans"
        )

    def handle(self, *args, file, exhibitor, dry_run, approve, report, lang, **options):
        with translation.override(lang):
            result = self._run(file, exhibitor, dry_run, approve, lang)
            if report is not None:
                json_text = json.dumps(result.as_json(), ensure_ascii=False, indent=1)
                report.write_text(json_text + "\n", encoding="utf-8")
            self._print(result)
        if result.exit_code:
            raise SystemExit(result.exit_code)

    def _run(self, file, slug, dry_run, approve, lang) -> Report:
        try:
            exhibitor = Exhibitor.objects.filter(slug=slug).first()
            if exhibitor is None:
                raise UnreadableFileError("exhibitor_unknown", value=slug)
            data = _read(file)
        except UnreadableFileError as exc:
            return Report(unreadable=exc)
        job = ImportJob.objects.create(
            exhibitor=exhibitor,
            file_name=file.name[:200],
            dry_run=dry_run,
            approve=approve,
            language=lang,
        )
        with ProgressBar(file.name) as bar:
            return run_job(job, data, progress=bar.show)

    def _print(self, result: Report):
        answer = result.as_json()
        for error in answer["errors"]:
            place = _("row %(row)d") % error + (f", {error['column']}" if error["column"] else "")
            text = f"{place}: {error['message']} [{error['code']}]"
            self.stderr.write(text if error["row"] else f"{error['message']} [{error['code']}]")
        for note in result.notes:
            self.stderr.write(f"{note.message} [{note.code}]")
        if not result.unreadable:
            self.stdout.write(
                _(
                    "%(rows)d rows: %(created)d created, %(updated)d updated, %(unchanged)d "
                    "unchanged, %(rejected)d failed"
                )
                % {name: value for name, value in answer.items() if name not in ("errors", "notes")}
            )


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as exc:
        raise UnreadableFileError("file_missing") from exc
