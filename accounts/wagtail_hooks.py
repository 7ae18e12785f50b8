from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks

from accounts import emails, system_figures, workplaces
from accounts.admin import roles
from accounts.admin.retention import retention as retention_page
from accounts.admin.users import NO_BULK_ACTIONS
from accounts.roles import integrity
from accounts.sign_in import sessions
from core.admin.menu import PermissionMenuItem

hooks.register("workplaces", workplaces.administrators_first, order=5)
hooks.register("workplaces", workplaces.administration, order=50)
hooks.register("integrity_checks", integrity.check, order=50)
hooks.register("integrity_checks", integrity.rights_without_role, order=51)
hooks.register("integrity_checks", integrity.widened_groups, order=52)
hooks.register("system_figures", system_figures.figures, order=50)
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


@hooks.register("register_admin_urls")
def role_urls():
    return roles.urls


@hooks.register("register_settings_menu_item")
def roles_item():
    url = reverse("roles")
    return PermissionMenuItem(
        pgettext_lazy("people", "Roles"),
        url,
        "core.change_user",  # administrators only, see `accounts.admin.users.PeoplePolicy`
        name="roles",
        icon_name="group",
        order=610,
    )


for action in NO_BULK_ACTIONS:
    hooks.register("register_bulk_action", action, order=100)  # after Wagtail's own
