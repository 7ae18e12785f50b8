from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.snippets.models import register_snippet

from expo import conflicts, facts
from expo.admin import edition_buttons, home_edition
from expo.admin.next_edition.urls import urls as next_edition_urls
from expo.admin.pending import PendingWorkPanel
from expo.admin.search import search
from expo.admin.viewsets import ExpoGroup
from expo.admin.workflow_menu import read_review_once
from expo.editions import ground, home_switch, next_edition, pages, programme
from expo.pages.edition import EditionPage
from expo.pages.home import HomePage

register_snippet(ExpoGroup)


class EditionsItem(MenuItem):
    """A link to the editions, which are pages below the home page."""

    def is_shown(self, request):
        return request.user.has_perm("expo.change_hall")

    def render_component(self, request):
        home = HomePage.objects.filter(locale__language_code="zh-hans").first()
        self.url = reverse("wagtailadmin_explore", args=[home.pk if home else 1])
        return super().render_component(request)


@hooks.register("register_admin_menu_item")
def editions():
    return EditionsItem(_("Editions and pages"), "", name="editions", icon_name="date", order=140)


@hooks.register("register_admin_urls")
def staff_search_url():
    return [path("find/", search, name="staff_search")]


@hooks.register("register_admin_urls")
def edition_urls():
    return [*next_edition_urls, *home_edition.urls]


hooks.register("register_page_listing_buttons", edition_buttons.in_listing)
hooks.register("register_page_header_buttons", edition_buttons.in_header)


@hooks.register("register_admin_search_area")
def staff_search_area():
    """Beside the search of pages; the text typed there comes along."""
    label = _("Exhibitors, booths, goods, orders")
    return SearchArea(label, reverse("staff_search"), name="expo", icon_name="search", order=50)


@hooks.register("construct_homepage_panels")
def pending_work(request, panels):
    panels.append(PendingWorkPanel())


@hooks.register("before_delete_page")
def keep_editions_with_halls(request, page):
    """Deleting an edition would take halls, stands and sessions with it."""
    edition = page.specific
    if isinstance(edition, EditionPage) and edition.halls.filter(stands__isnull=False).exists():
        messages.error(
            request,
            _("This edition has halls and stands: unpublish it, or delete its halls first."),
        )
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


for menu in ("construct_page_action_menu", "construct_snippet_action_menu"):
    hooks.register(menu, read_review_once, order=-1)


@hooks.register("register_log_actions")
def exceptions(actions):
    actions.register_action(conflicts.ACTION)(conflicts.OverrideFormatter)
    actions.register_action(home_switch.ACTION)(home_switch.SwitchFormatter)
    actions.register_action(next_edition.ACTION)(next_edition.OpenedFormatter)


hooks.register("carried_over", ground.kinds, order=10)
hooks.register("carried_over", programme.kinds, order=20)
hooks.register("carried_over", pages.kinds, order=40)
hooks.register("home_facts", facts.stands, order=30)
hooks.register("home_facts", facts.sessions_today, order=40)
