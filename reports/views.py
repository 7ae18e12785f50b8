import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.access import members_of
from core.files.csv_cells import escape_formula
from core.groups import OFFICE, ORGANIZERS
from reports import chart, tables
from reports.periods import PeriodForm, with_defaults


@members_of(OFFICE, ORGANIZERS)
def overview(request):
    form = PeriodForm(with_defaults(request.GET))
    if not form.is_valid():
        return render(request, "reports/overview.html", {"form": form}, status=400)
    period, result = form.cleaned_data, form.figures()
    if request.GET.get("format") == "csv":
        return as_csv(period, result)
    days = tables.by_day(result, period["since"], period["until"])
    context = {
        "form": form,
        "period": period,
        "figures": result,
        "headings": tables.headings(result.by),
        "totals": tables.totals(result),
        "rows": tables.table(result),
        "chart": chart.chart(days),
        "csv_address": csv_address(request),
    }
    return render(request, "reports/overview.html", context)


def csv_address(request):
    params = request.GET.copy()
    params["format"] = "csv"
    return f"?{params.urlencode()}"


def as_csv(period, result):
    """UTF-8 with a byte order mark, so that spreadsheets read the Chinese."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"expo-{period['since']}-{period['until']}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(tables.headings(result.by))
    for cells, measures in tables.table(result):
        writer.writerow([*map(escape_formula, cells), *measures])
    total = [figure for _text, figure in tables.totals(result)]
    writer.writerow([_("Total"), *[""] * (len(result.by) - 1), *total])
    return response
