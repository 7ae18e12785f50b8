"""Pages for people with a duty: signed in, and a member of one of the named groups. They stay in
no cache, nor behind the back button of whoever signs out."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache


def members_of(*groups):
    """View decorator. Anonymous visitors are asked to sign in; others without the duty get 403."""

    def decorate(view):
        @never_cache
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.user.belongs_to(*groups):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return wrapped

    return decorate
