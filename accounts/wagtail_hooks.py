from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from accounts import emails, sessions
from accounts.admin.retention import retention as retention_page
from core.admin_menu import PermissionMenuItem

hooks.register("delete_sessions", sessions.delete_outdated)
hooks.register("delete_account_emails", emails.delete_emails)


@hooks.register("register_admin_urls")
def retention_url():
    return [path("kept/", retention_page, name="retention")]


@hooks.register("register_reports_menu_item")
def retention_item():
    url = reverse("retention")
    return PermissionMenuItem(
        _("Data retention"),
        url,
        "expo.change_hall",  # what organizers may
        name="kept",
        icon_name="time",
        order=900,
    )
