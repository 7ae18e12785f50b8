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
from search.vocabulary.lexicon import lexicon

from .csv_export import missed_file, slow_file
from .engine_status import states
from .recheck import looked_at_again

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
    context = as_they_are(request.user)
    context |= {
        "answers": next((state.name for state in context["states"] if not state.fault), ""),
        "missed": looked_at_again(unanswered()[:SHOWN]),
        "missed_count": unanswered().count(),
        "slow": SlowQuery.objects.all()[:SHOWN],
        "rebuilds": Rebuild.objects.exclude(state__in=Rebuild.OPEN)[:10],
    }
    return render(request, "search/admin/overview.html", context)


@never_cache
@require_safe
@staff_page("view_missedquery")
def engines(request):
    """The table of engines alone, asked for again and again while an index is being built."""
    return render(request, "search/admin/_engines.html", as_they_are(request.user))


def as_they_are(user):
    found = states()
    return {
        "states": found,
        "busy": any(state.open_rebuild for state in found),
        "may_rebuild": user.has_perm("search.add_rebuild"),
    }


def unanswered():
    """Searches without hits that nobody ignored, and that no synonym answers meanwhile."""
    table = lexicon().synonyms.table
    rows = MissedQuery.objects.filter(ignored_at=None)
    answered = [pk for pk, text in rows.values_list("pk", "text") if phrase(text) in table]
    return rows.exclude(pk__in=answered)


@require_safe
@staff_page("view_missedquery")
def missed(request):
    """All of them, or the ignored ones, page by page."""
    ignored = request.GET.get("show") == "ignored"
    rows = MissedQuery.objects.filter(ignored_at__isnull=False) if ignored else unanswered()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "missed": looked_at_again(page.object_list), "ignored": ignored}
    return render(request, "search/admin/missed.html", context)


@require_POST
@staff_page("change_missedquery")
def ignore(request, pk):
    """No longer shown, or shown again; a second click changes nothing."""
    row = get_object_or_404(MissedQuery, pk=pk)
    back = request.POST.get("back") == "1"
    MissedQuery.objects.filter(pk=row.pk).update(ignored_at=None if back else timezone.now())
    words = _("“{text}” is listed again.") if back else _("“{text}” is no longer listed.")
    messages.success(request, words.format(text=row.text))
    return redirect("search_watching:missed" if back else "search_watching:overview")


@require_POST
@staff_page("add_rebuild")
def build(request):
    """Asked for twice it is built once."""
    engine = named(request.POST.get("engine", ""))
    if engine is None:
        messages.error(request, _("There is no such engine."))
    else:
        request_rebuild(engine.name)
        messages.success(request, _("The index is being built anew; searches go on meanwhile."))
    return redirect("search_watching:overview")


@require_safe
@staff_page("view_missedquery")
def missed_csv(request):
    return missed_file(unanswered())


@require_safe
@staff_page("view_slowquery")
def slow_csv(request):
    return slow_file(SlowQuery.objects.all())
