"""Pages for staff: signed in, and a member of one of the named groups. They stay in no cache, so
that the back button shows nothing after signing out."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache


def members_of(*groups):
    """View decorator. Anonymous visitors are sent to sign in; signed-in outsiders get 403."""

    def decorate(view):
        @never_cache
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.user.belongs_to(*groups):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        wrapped.groups = groups  # `manage.py show_rights` reads it
        return wrapped

    return decorate
