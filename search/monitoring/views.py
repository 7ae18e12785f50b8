"""The organizers' page: how the search is, and what visitors looked for in vain."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import require_admin_access

from search.actions import request_rebuild
from search.engines.registry import named
from search.models import MissedQuery, Rebuild, SlowQuery
from search.query.synonyms import phrase
from search.vocabulary.lexicon import current_lexicon

from .csv_export import missed_csv_file, slow_csv_file
from .engine_status import states
from .recheck import with_current_results

SHOWN, PER_PAGE = 20, 50


def staff_page(permission):
    """Only for people who may enter the admin and hold `search.<permission>`."""

    def decorate(view):
        @require_admin_access
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_perm(f"search.{permission}"):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


@require_safe
@staff_page("view_missedquery")
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


@never_cache
@require_safe
@staff_page("view_missedquery")
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


@require_safe
@staff_page("view_missedquery")
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
@staff_page("change_missedquery")
def ignore(request, pk):
    """No longer shown, or shown again; a second click changes nothing."""
    row = get_object_or_404(MissedQuery, pk=pk)
    relisted = request.POST.get("back") == "1"
    MissedQuery.objects.filter(pk=row.pk).update(ignored_at=None if relisted else timezone.now())
    message = _("“{text}” is listed again.") if relisted else _("“{text}” is no longer listed.")
    messages.success(request, message.format(text=row.text))
    return redirect("search_monitoring:missed" if relisted else "search_monitoring:overview")


@require_POST
@staff_page("add_rebuild")
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
@staff_page("view_missedquery")
def missed_csv(request):
    return missed_csv_file(unanswered_queries())


@require_safe
@staff_page("view_slowquery")
def slow_csv(request):
    return slow_csv_file(SlowQuery.objects.all())
