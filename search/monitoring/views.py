"""The organizers' page: how the search is, and what visitors looked for in vain."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import permission_required

from core.files.csv_cells import csv_file
from search.actions import request_rebuild
from search.documents.schema import ANY
from search.engines.registry import named
from search.models import MissedQuery, Rebuild, SlowQuery
from search.query.synonyms import phrase
from search.retrieval.failover import query_engines
from search.retrieval.site import as_typed
from search.vocabulary.lexicon import current_lexicon

from .engine_status import states

SHOWN, PER_PAGE = 20, 50


@require_safe
@permission_required("search.view_missedquery")
def overview(request):
    context = engine_context(request.user)
    context |= {
        "answers": next((state.name for state in context["states"] if not state.error), ""),
        "missed": with_current_results(unanswered_queries()[:SHOWN]),
        "missed_count": unanswered_queries().count(),
        "slow": SlowQuery.objects.all()[:SHOWN],
        "rebuilds": Rebuild.objects.exclude(state__in=Rebuild.OPEN)[:10],
    }
    return render(request, "search/admin/overview.html", context)


@require_safe
@permission_required("search.view_missedquery")
def engines(request):
    """The table of engines alone, polled while an index is being built."""
    return render(request, "search/admin/_engines.html", engine_context(request.user))


def engine_context(user):
    statuses = states()
    return {
        "states": statuses,
        "busy": any(state.open_rebuild for state in statuses),
        "may_rebuild": user.has_perm("search.add_rebuild"),
    }


def unanswered_queries():
    """Searches without results that nobody ignored, and that no synonym covers meanwhile."""
    table = current_lexicon().synonyms.table
    rows = MissedQuery.objects.filter(ignored_at=None)
    answered = [pk for pk, text in rows.values_list("pk", "text") if phrase(text) in table]
    return rows.exclude(pk__in=answered)


def with_current_results(rows: Iterable[MissedQuery]) -> list[MissedQuery]:
    """The rows with what each text finds now, strictly and on the whole site: one question to the
    engine for all of them. While it can't answer they say nothing."""
    rows = list(rows)
    planner = current_lexicon().planner
    plans = [planner.read(as_typed(row.text)) for row in rows]
    searched = [(row, plan) for row, plan in zip(rows, plans, strict=True) if plan.concepts]
    counts = query_engines(
        lambda engine: list(engine.counts([plan for _, plan in searched], ANY)), list
    ).answer
    for (row, _plan), count in zip(searched, counts, strict=False):
        row.finds = count
    return rows


@require_safe
@permission_required("search.view_missedquery")
def missed(request):
    """All of them, or the ignored ones, page by page."""
    ignored = request.GET.get("show") == "ignored"
    rows = MissedQuery.objects.filter(ignored_at__isnull=False) if ignored else unanswered_queries()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "missed": with_current_results(page.object_list),
        "ignored": ignored,
    }
    return render(request, "search/admin/missed.html", context)


@require_POST
@permission_required("search.change_missedquery")
def ignore(request, pk):
    """No longer shown, or shown again; a second click changes nothing."""
    row = get_object_or_404(MissedQuery, pk=pk)
    relisted = request.POST.get("back") == "1"
    MissedQuery.objects.filter(pk=row.pk).update(ignored_at=None if relisted else timezone.now())
    message = _("“{text}” is listed again.") if relisted else _("“{text}” is no longer listed.")
    messages.success(request, message.format(text=row.text))
    return redirect("search_monitoring:missed" if relisted else "search_monitoring:overview")


@require_POST
@permission_required("search.add_rebuild")
def build(request):
    """Requested twice it is built once."""
    engine = named(request.POST.get("engine", ""))
    if engine is None:
        messages.error(request, _("There is no such engine."))
    else:
        request_rebuild(engine.name)
        messages.success(request, _("The index is being rebuilt; searches continue meanwhile."))
    return redirect("search_monitoring:overview")


@require_safe
@permission_required("search.view_missedquery")
def missed_csv(request):
    head = (_("searched for"), _("language"), _("times"), _("first seen"), _("last seen"))
    rows = unanswered_queries()
    cells = ((r.text, r.language, r.count, _day(r.first_at), _day(r.last_at)) for r in rows)
    return csv_file("searches-without-hits.csv", head, cells)


@require_safe
@permission_required("search.view_slowquery")
def slow_csv(request):
    head = (_("searched for"), _("engine"), _("times"), _("slowest, ms"), _("last, ms"))
    cells = (
        (r.text, r.engine, r.count, r.slowest_ms, r.last_ms, _day(r.last_at))
        for r in SlowQuery.objects.all()
    )
    return csv_file("slow-searches.csv", (*head, _("last seen")), cells)


def _day(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d}"
