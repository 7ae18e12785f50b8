"""Wagtail's admin, closed where Wagtail leaves it open to everybody inside: choosers list every row
of a model, and its API every page, to people who may do nothing with them. And a form that is sent
to a view which copies, instead of the one that adds, is written over the original."""

from django.http import HttpResponseNotAllowed
from django.utils.deprecation import MiddlewareMixin
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic import CopyViewMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

ANY = ("view", "add", "change", "delete", "choose", "publish", "lock")
OF_PAGES = {"wagtail.admin.views.chooser", "wagtail.admin.views.reports", "wagtail.admin.api"}


class AdminAccessMiddleware(MiddlewareMixin):
    """A page of the admin that shows rows of a model opens for those with some right on it."""

    def process_view(self, request, view, args, kwargs):
        if not request.path_info.startswith("/admin/"):
            return None
        if request.method == "POST" and is_copy(view):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        model = model_of(view)
        if model is None or not request.user.has_perm("wagtailadmin.access_admin"):
            return None  # Wagtail itself sends those away who may not enter at all
        return None if has_some_right(request.user, model) else permission_denied(request)


def class_of(view):
    return getattr(view, "view_class", None) or getattr(view, "cls", None)


def is_copy(view):
    view_class = class_of(view)
    return view_class is not None and issubclass(view_class, CopyViewMixin)


def model_of(view):
    """The model whose rows a view shows; None where that is unknown: such a view decides by
    itself."""
    view_class = class_of(view)
    if view_class is None:
        return None
    options = getattr(view, "view_initkwargs", None) or getattr(view, "initkwargs", None) or {}
    for name in ("model", "model_class"):
        model = options.get(name) or getattr(view_class, name, None)
        if isinstance(model, type):
            return model
    shows_pages = any(view_class.__module__.startswith(module) for module in OF_PAGES)
    return Page if shows_pages else None


def has_some_right(user, model):
    return policy_registry.get_by_type(model).user_has_any_permission(user, ANY)
