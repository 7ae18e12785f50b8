"""Importing goods in the browser: upload, watch, read what was rejected."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.importing.report import faults_csv
from catalog.models import ImportJob
from catalog.staff.access import staff_page
from catalog.staff.forms import ImportForm
from catalog.tasks import run_import

PER_PAGE = 30
FAULTS_SHOWN = 200


@staff_page("add_importjob")
def imports(request):
    """The form, and what was imported before."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        job = _start(form, request.user)
        return redirect("catalog_staff:import", job.pk)
    jobs = ImportJob.objects.select_related("exhibitor", "actor")
    page = Paginator(jobs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "catalog/staff/imports.html", {"form": form, "page_obj": page})


def _start(form, user):
    asked = form.cleaned_data
    # the row is the promise, which a sweep keeps; the task is a nudge that may get lost
    job = ImportJob.objects.create(
        exhibitor=asked["exhibitor"],
        file=asked["file"],
        file_name=asked["file"].name[:200],
        dry_run=asked["dry_run"],
        approve=asked["approve"],
        actor=user,
        language=get_language(),
    )
    transaction.on_commit(lambda: run_import.delay(job.pk), robust=True)
    return job


@staff_page("add_importjob")
def job(request, pk):
    """Progress while it runs (the page asks again each second), then the rejected rows."""
    found = get_object_or_404(ImportJob.objects.select_related("exhibitor", "actor"), pk=pk)
    context = {
        "job": found,
        "faults": found.faults.all()[:FAULTS_SHOWN],
        "fault_count": found.faults.count(),
        "busy": found.state in (ImportJob.State.WAITING, ImportJob.State.RUNNING),
    }
    return render(request, "catalog/staff/import.html", context)


@staff_page("add_importjob")
def faults(request, pk):
    found = get_object_or_404(ImportJob, pk=pk)
    text = "\ufeff" + faults_csv(found.faults.all())  # spreadsheets take it for UTF-8
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="import-{found.pk}-errors.csv"'
    return answer


@require_POST
@staff_page("add_importjob")
def write(request, pk):
    """A checked file, now for real."""
    checked = get_object_or_404(ImportJob, pk=pk, dry_run=True, state=ImportJob.State.DONE)
    if not checked.file:
        messages.error(request, _("The file is gone; send it again."))
        return redirect("catalog_staff:import", checked.pk)
    job = ImportJob.objects.create(
        exhibitor_id=checked.exhibitor_id,
        file=checked.file.name,
        file_name=checked.file_name,
        approve=checked.approve,
        actor=request.user,
        language=get_language(),
    )
    transaction.on_commit(lambda: run_import.delay(job.pk), robust=True)
    return redirect("catalog_staff:import", job.pk)
