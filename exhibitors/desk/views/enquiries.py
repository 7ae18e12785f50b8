from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exhibitors.desk.access import at_desk
from exhibitors.desk.frame import desk_page
from exhibitors.enquiries import actions
from exhibitors.enquiries.forms import AnswerForm
from exhibitors.errors import NotAllowedError
from exhibitors.models import Membership

PER_PAGE = 20


@at_desk
def enquiries(request, membership):
    """Enquiries of visitors to this firm, the newest first, with its own answers."""
    return _page(request, membership)


@at_desk(write=Membership.may_trade)
@require_POST
def answer(request, membership, pk):
    enquiry = get_object_or_404(membership.exhibitor.enquiries, pk=pk)
    form = AnswerForm(request.POST, prefix=f"e{pk}")
    if not form.is_valid():
        return _page(request, membership, invalid=form, pk=pk)
    try:
        actions.answer(
            enquiry, **form.cleaned_data, user=request.user, exhibitor=membership.exhibitor
        )
    except NotAllowedError as exc:
        messages.error(request, exc.reasons[0])
    else:
        messages.success(request, _("Your answer has been sent to the visitor."))
    return redirect("desk:enquiries", slug=membership.exhibitor.slug)


def _page(request, membership, invalid=None, pk=None):
    exhibitor = membership.exhibitor
    page_obj = Paginator(exhibitor.enquiries.all(), PER_PAGE).get_page(request.GET.get("page"))
    own = _own_answers(exhibitor, [each.pk for each in page_obj])
    rows = [
        (each, own[each.pk], invalid if each.pk == pk else AnswerForm(prefix=f"e{each.pk}"))
        for each in page_obj
    ]
    return desk_page(
        request,
        "desk/enquiries.html",
        membership,
        status=422 if invalid else 200,
        page_obj=page_obj,
        rows=rows,
    )


def _own_answers(exhibitor, pks):
    """enquiry → this firm's answers to it; other firms' answers are theirs."""
    answers = {pk: [] for pk in pks}
    for each in exhibitor.enquiry_answers.filter(enquiry__in=pks):
        answers[each.enquiry_id].append(each)
    return answers
