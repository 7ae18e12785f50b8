"""The lists as CSV; a cell that would start a formula is disarmed: visitors typed these texts."""

import csv

from django.http import HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.files.csv_cells import escape_formula


def missed_csv_file(rows):
    head = (_("searched for"), _("language"), _("times"), _("first seen"), _("last seen"))
    cells = ((r.text, r.language, r.count, _day(r.first_at), _day(r.last_at)) for r in rows)
    return _file("searches-without-hits.csv", head, cells)


def slow_csv_file(rows):
    head = (_("searched for"), _("engine"), _("times"), _("slowest, ms"), _("last, ms"),
            _("last seen"))  # fmt: skip
    cells = ((r.text, r.engine, r.count, r.slowest_ms, r.last_ms, _day(r.last_at)) for r in rows)
    return _file("slow-searches.csv", head, cells)


def _day(moment):
    return f"{localtime(moment):%Y-%m-%d}"


def _file(name, head, rows):
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(answer)
    writer.writerow([str(word) for word in head])
    writer.writerows([[escape_formula(cell) for cell in row] for row in rows])
    return answer
