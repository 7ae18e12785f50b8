"""What is kept how long, for organizers to read: the table that the worker obeys."""

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.retention import TABLE


@require_safe
def kept(request):
    if not request.user.has_perm("expo.change_hall"):
        raise PermissionDenied
    context = {"page_title": _("What is kept how long"), "header_icon": "time", "table": TABLE}
    return TemplateResponse(request, "expo/admin/retention.html", context)
