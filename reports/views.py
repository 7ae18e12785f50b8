import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.access import members_of
from core.files.csv_cells import escape_formula
from core.groups import OFFICE, ORGANIZERS
from reports import chart, tables
from reports.figures import figures
from reports.periods import PeriodForm, question, with_defaults


@members_of(OFFICE, ORGANIZERS)
def overview(request):
    form = PeriodForm(with_defaults(request.GET))
    if not form.is_valid():
        return render(request, "reports/overview.html", {"form": form}, status=400)
    asked = question(form)
    found = figures(asked.since, asked.until, asked.by, **asked.chosen)
    if request.GET.get("format") == "csv":
        return as_csv(asked, found)
    days = tables.by_day(found, asked.since, asked.until)
    context = {
        "form": form,
        "asked": asked,
        "found": found,
        "headings": tables.headings(found.by),
        "totals": tables.totals(found),
        "rows": tables.table(found),
        "bars": chart.bars(days),
        "chart_width": max(len(days), 1) * chart.STEP,
        "csv_address": csv_address(request),
    }
    return render(request, "reports/overview.html", context)


def csv_address(request):
    asked = request.GET.copy()
    asked["format"] = "csv"
    return f"?{asked.urlencode()}"


def as_csv(asked, found):
    """UTF-8 with a byte order mark, so that spreadsheets read the Chinese."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"expo-{asked.since}-{asked.until}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(tables.headings(found.by))
    for cells, measures in tables.table(found):
        writer.writerow([*map(escape_formula, cells), *measures])
    total = [figure for _words, figure in tables.totals(found)]
    writer.writerow([_("Total"), *[""] * (len(found.by) - 1), *total])
    return response
