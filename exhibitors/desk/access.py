"""Access to the desk. Every view behind `/desk/<slug>/`, of any app, passes here: rows are
looked up through the member's own exhibitor, so that somebody else's are simply not there."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from exhibitors.models import Membership

READING = ("GET", "HEAD", "OPTIONS")


def member_exhibitor(request, slug):
    """The signed-in person's membership of this exhibitor; Http404 for everybody else."""
    memberships = Membership.objects.select_related("exhibitor__collection", "user")
    return get_object_or_404(memberships, user_id=request.user.pk, exhibitor__slug=slug)


def sign_in_response(request):
    """To the sign-in. Part of a page that asks by itself (htmx) takes the whole page there."""
    response = redirect_to_login(request.get_full_path())
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": response.url})
    return response


def at_desk(view=None, *, write=Membership.may_edit, read=None):
    """Decorates `view(request, membership, …)`, reached by a URL with `slug`.

    Anonymous visitors go to the sign-in, other users get 404. A member whose role lacks `write`
    (or `read`, where given) may not post (or look): 403."""

    def decorate(view):
        @wraps(view)
        def guarded(request, slug, **kwargs):
            if not request.user.is_authenticated:
                return sign_in_response(request)
            membership = member_exhibitor(request, slug)
            needed = read if request.method in READING else write
            if needed is not None and not needed(membership):
                raise PermissionDenied
            request.membership = membership
            return view(request, membership, **kwargs)

        # a test walks the URLconf and fails for a view behind /desk/ without it
        guarded.is_desk_view = True
        return never_cache(guarded)

    return decorate if view is None else decorate(view)
