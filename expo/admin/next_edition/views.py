"""A wizard of four pages: edition and days, what to carry over, check, made. What was chosen is
kept for thirty days, so that anybody of the organizers can go on with it."""

from datetime import timedelta
from functools import wraps

from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from expo.admin.next_edition.forms import CarryOverForm, DaysForm
from expo.admin.next_edition.summary import summary_of
from expo.editions import next_edition
from expo.editions.addresses import proposed
from expo.editions.carrying import kinds
from expo.editions.models import NextEdition
from expo.editions.rewording import pages_to_reword
from expo.editions.titles import next_title
from expo.pages.edition import EditionPage
from expo.pages.home import current_edition
from expo.pages.translations import english

PERMISSION = "expo.open_editionpage"
A_YEAR = timedelta(weeks=52)  # and so the same weekdays
may_open = permission_required(PERMISSION)
reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


def of_unfinished(view):
    """Called with the plan. Where it has been made, the page of what was made comes instead."""

    @wraps(view)
    def called(request, pk):
        plan = get_object_or_404(NextEdition.objects.select_related("source"), pk=pk)
        return view(request, plan) if plan.made_id is None else redirect("next_edition_made", pk)

    return called


@reads_and_writes
@may_open
def begin(request):
    """`source`: the key of the edition it is opened from, else the present one."""
    if request.method == "POST":
        NextEdition.objects.forget_old()
        form = DaysForm(request.POST, instance=NextEdition(begun_by=request.user))
        if form.is_valid():
            return redirect("next_edition_carry_over", form.save().pk)
    else:
        form = DaysForm(initial=proposal(source_of(request)))
    unfinished = NextEdition.objects.unfinished().select_related("source", "begun_by")
    return step(request, 1, "days", form=form, unfinished=unfinished)


@reads_and_writes
@may_open
@of_unfinished
def days(request, plan):
    form = DaysForm(request.POST or None, instance=plan)
    if form.is_valid():
        keep(form.save(commit=False), *form.cleaned_data)
        return redirect("next_edition_carry_over", plan.pk)
    return step(request, 1, "days", form=form)


@reads_and_writes
@may_open
@of_unfinished
def carry_over(request, plan):
    form = CarryOverForm(request.POST or None, plan=plan)
    if form.is_valid():
        plan.choices = form.choices_made()
        keep(plan, "choices")
        return redirect("next_edition_check", plan.pk)
    return step(request, 2, "carry_over", plan=plan, form=form)


@reads_and_writes
@may_open
def check(request, pk):
    plan = get_object_or_404(NextEdition, pk=pk)
    if request.method == "POST":
        try:
            next_edition.make(plan, user=request.user)
        except next_edition.NotPossibleError as exc:
            messages.error(request, str(exc))
            return redirect("next_edition_days", pk)
        return redirect("next_edition_made", pk)
    if plan.made_id is not None:
        return redirect("next_edition_made", pk)
    if not plan.choices:
        return redirect("next_edition_carry_over", pk)
    return step(request, 3, "check", summary=summary_of(plan))


@may_open
def made(request, pk):
    plan = get_object_or_404(NextEdition.objects.exclude(made=None), pk=pk)
    counts = [(kind.made, plan.counts[kind.name]) for kind in kinds() if kind.name in plan.counts]
    return step(request, 4, "made", plan=plan, counts=counts, pages=pages_to_reword(plan))


def step(request, at, name, **context):
    steps = [
        _("Edition and days"),
        _("What to carry over"),
        pgettext("next edition", "Check"),
        pgettext("next edition", "Made"),
    ]
    context |= {"page_title": _("Open the next edition"), "icon": "date", "steps": steps, "at": at}
    return TemplateResponse(request, f"expo/admin/next_edition/{name}.html", context)


def keep(plan, *names):
    """Only what was changed here: a colleague may have made the edition meanwhile."""
    plan.save(update_fields=[*names, "changed_at"])


def source_of(request):
    pk = request.GET.get("source", "")
    editions = EditionPage.objects.in_first_language()
    chosen = editions.filter(pk=pk).first() if pk.isascii() and pk.isdigit() else None
    return chosen or current_edition() or editions.order_by("-starts_on").first()


def proposal(source):
    """A year later, on the same weekdays."""
    if source is None:
        return {}
    starts_on = source.starts_on + A_YEAR
    years = starts_on.year - source.starts_on.year
    translation = source.get_translation_or_none(english())
    return {
        "source": source.pk,
        "title_zh": next_title(source.title, years),
        "title_en": next_title(translation.title, years) if translation else "",
        "starts_on": starts_on,
        "ends_on": source.ends_on + A_YEAR,
        "slug": proposed(starts_on),
    }
