from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.models import User
from core.rate_limits import limited
from search.models import SavedSearch
from search.pages.filters import innermost_categories
from search.query.params import Links, read_query

from . import actions
from .emails import read_stop_token


def change_of_own(change):
    """A view by which a person changes one of their searches; it leads back to the list."""

    @require_POST
    @limited("saved")
    @login_required
    def view(request, pk):
        change(request, get_object_or_404(SavedSearch, user=request.user, pk=pk))
        return redirect("search:saved")

    return view


@never_cache
@require_safe
@login_required
def saved(request):
    searches = request.user.saved_searches.select_related("user")
    return render(request, "search/saved.html", {"searches": searches})


@require_POST
@limited("saved")
def add(request):
    """Save the list that the visitor looks at. Its state is parsed and written again, so that
    nothing but a search can be stored."""
    query = innermost_categories(
        read_query(QueryDict(request.POST.get("state", "")[:4000]), get_language())
    )
    goods = Links(reverse("search:goods"), query)
    if not request.user.is_authenticated:  # signed out meanwhile: back after signing in
        return redirect_to_login(goods.url())
    state = goods.query_string(sort="relevance")
    if not (query.text or query.is_filtered):
        messages.info(request, _("Search for something first, or choose a filter."))
        return redirect(goods.url())
    name = " ".join(request.POST.get("name", "").split()) or query.text or _("Saved search")
    try:
        _search, new = actions.save(user=request.user, state=state, name=name)
    except actions.TooManySavedSearchesError:
        messages.error(
            request,
            _("You already have {n} saved searches. Delete one first.").format(n=actions.MAX_SAVED),
        )
    else:
        messages.success(request, _saved_message(request.user, new))
    return redirect("search:saved")


def _saved_message(user, new: bool) -> str:
    if not new:
        return _("This search is already saved.")
    if not user.email:
        return _("Saved. Add an e-mail address to your account to be notified of new goods.")
    return _("Saved. You will get an e-mail when new products match, at most once a day.")


@change_of_own
def rename(request, search):
    if name := " ".join(request.POST.get("name", "").split()):
        SavedSearch.objects.filter(pk=search.pk).update(name=name[:80])
        messages.success(request, _("Renamed."))


@change_of_own
def pause(request, search):
    actions.pause(search)


@change_of_own
def resume(request, search):
    actions.resume(search)


@require_POST
@limited("saved")
@login_required
def delete(request, pk):
    """A second click finds nothing left to delete, and says the same."""
    SavedSearch.objects.filter(user=request.user, pk=pk).delete()
    messages.success(request, _("Deleted."))
    return redirect("search:saved")


@csrf_exempt  # the signed token is the permission; email clients post here too (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("saved")
def stop(request, token):
    """Unsubscribe from one search or from all; confirmed by a POST, because email clients open
    links by themselves."""
    read = read_stop_token(token)
    if read is None:
        raise Http404
    user, search = User.objects.filter(pk=read[0]).first(), None
    if read[1]:
        search = SavedSearch.objects.filter(user=user, pk=read[1]).first()
    gone = user is None or (read[1] and search is None)  # deleted since: nothing left to stop
    done = request.method == "POST" and not gone
    if done:
        actions.pause(search) if search else actions.pause_all(user)
    context = {"search": search, "done": done, "gone": gone}
    return render(request, "search/saved_stop.html", context)
