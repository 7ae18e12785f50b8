from functools import wraps

from django.core.exceptions import PermissionDenied
from wagtail.admin.auth import require_admin_access


def staff_page(permission):
    """Only for people who may enter the admin and hold `catalog.<permission>`."""

    def decorate(view):
        @require_admin_access
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_perm(f"catalog.{permission}"):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
