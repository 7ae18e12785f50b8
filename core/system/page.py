"""The organizers' page of the site's figures, in Wagtail's admin."""

from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from core.admin.menu import PermissionMenuItem
from core.system.figures import sections

# those who may have the search index rebuilt look after the site's machinery: organizers
PERMISSION = "search.add_rebuild"


@require_safe
@permission_required(PERMISSION)
def system(request):
    return render(request, "core/admin/system.html", {"sections": list(sections())})


def urls():
    return [path("system/", system, name="system")]


def menu_item():
    return PermissionMenuItem(
        _("System status"),
        reverse("system"),
        PERMISSION,
        name="system",
        icon_name="cogs",
        order=802,
    )
