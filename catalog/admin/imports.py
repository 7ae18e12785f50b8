"""Importing goods in the browser: upload, watch, read what was rejected."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_required

from catalog.admin.forms import ImportForm
from catalog.importing.jobs import start_from_form, write_checked
from catalog.importing.report import errors_file, job_context
from catalog.models import ImportJob

PER_PAGE = 30


@permission_required("catalog.add_importjob")
def imports(request):
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        job = start_from_form(form, data["exhibitor"], actor=request.user, approve=data["approve"])
        return redirect("catalog_staff:import", job.pk)
    jobs = ImportJob.objects.select_related("exhibitor", "actor")
    page = Paginator(jobs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "catalog/admin/imports.html", {"form": form, "page_obj": page})


@permission_required("catalog.add_importjob")
def job(request, pk):
    """Progress while it runs (the page asks again each second), then the rejected rows."""
    import_job = get_object_or_404(ImportJob.objects.select_related("exhibitor", "actor"), pk=pk)
    return render(request, "catalog/admin/import.html", job_context(import_job))


@permission_required("catalog.add_importjob")
def errors(request, pk):
    return errors_file(get_object_or_404(ImportJob, pk=pk))


@require_POST
@permission_required("catalog.add_importjob")
def write(request, pk):
    """A checked file, now for real."""
    # only a finished check: writing what nobody has read the report of is an import, not this
    checked = get_object_or_404(ImportJob, pk=pk, dry_run=True, state=ImportJob.State.DONE)
    job = write_checked(checked, actor=request.user)
    if job is None:
        messages.error(request, _("The file is no longer there; please upload it again."))
    return redirect("catalog_staff:import", (job or checked).pk)
