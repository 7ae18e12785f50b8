from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts import retention
from accounts.admin.retention import retention as retention_page

hooks.register("delete_sessions", retention.delete_sessions)


@hooks.register("register_admin_urls")
def retention_url():
    return [path("kept/", retention_page, name="retention")]


class RetentionItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("expo.change_hall")  # what organizers may


@hooks.register("register_reports_menu_item")
def retention_item():
    url = reverse("retention")
    return RetentionItem(_("Data retention"), url, name="kept", icon_name="time", order=900)
