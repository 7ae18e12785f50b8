"""How goods arrive by the list: an exhibitor sends a file, sees it checked, then has it written.
New goods and new texts wait for review as if they had been typed; price and stock count at once."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.importing.forms import GoodsFileForm
from catalog.importing.jobs import start_from_form, write_checked
from catalog.importing.report import errors_file, job_context
from catalog.package_limits import package_use
from exhibitors.desk.access import at_desk
from exhibitors.desk.frame import desk_page

PER_PAGE = 20


@at_desk
def imports(request, membership):
    form = GoodsFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        job = start_from_form(form, membership.exhibitor, actor=request.user)
        return redirect("desk:goods_import", membership.exhibitor.slug, job.pk)
    page = Paginator(own(membership), PER_PAGE).get_page(request.GET.get("page"))
    return desk_page(
        request,
        "catalog/desk/imports.html",
        membership,
        status=422 if form.errors else 200,
        form=form,
        page_obj=page,
        package=package_use(membership.exhibitor),
        may_send=membership.may_edit(),
    )


@at_desk
def job(request, membership, pk):
    import_job = find(membership, pk)
    return desk_page(
        request,
        "catalog/desk/import.html",
        membership,
        may_write=membership.may_edit() and import_job.may_be_written,
        **job_context(import_job),
    )


@at_desk
def errors(request, membership, pk):
    return errors_file(find(membership, pk))


@at_desk
@require_POST
def write(request, membership, pk):
    """A checked file, now for real."""
    checked = find(membership, pk)
    made = write_checked(checked, actor=request.user) if checked.may_be_written else None
    if made is None:
        messages.error(request, _("This file can't be imported; please upload it again."))
    return redirect("desk:goods_import", membership.exhibitor.slug, (made or checked).pk)


def own(membership):
    """Without those that staff approve: they write what they checked."""
    return membership.exhibitor.imports.filter(approve=False)


def find(membership, pk):
    return get_object_or_404(own(membership), pk=pk)
