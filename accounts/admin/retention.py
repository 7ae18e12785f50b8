"""The table of retention periods that the worker obeys, for organizers to read."""

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.retention import TABLE


@require_safe
def retention(request):
    if not request.user.has_perm("expo.change_hall"):
        raise PermissionDenied
    context = {"page_title": _("Data retention"), "header_icon": "time", "rules": TABLE}
    return TemplateResponse(request, "accounts/admin/retention.html", context)
