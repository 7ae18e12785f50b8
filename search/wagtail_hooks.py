from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from core.admin.menu import PermissionMenuItem
from search import admin_search, personal_data
from search.analysis import name_readings
from search.models import Synonym
from search.monitoring import engine_status, system_figures
from search.pages.sitemap import LandingSitemap
from search.retrieval.goods import warm_up
from search.saved import emails as saved_emails


class NewSynonymView(CreateView):
    """Filled in with a search without results, when opened from that list."""

    def get_initial_form_instance(self):
        terms = self.request.GET.get("words", "").replace("\0", "")[:300]
        return Synonym(words=terms)


class SynonymViewSet(SnippetViewSet):
    """Synonyms by organizers; effective at once, without a rebuild."""

    model = Synonym
    icon = "search"
    menu_label = _("Search synonyms")
    add_to_admin_menu = True
    menu_order = 800
    list_display = ["words", "means"]
    search_fields = ["words", "means"]
    panels = ["words", "means"]
    add_view_class = NewSynonymView


register_snippet(SynonymViewSet)


@hooks.register("register_admin_urls")
def monitoring_urls():
    return [path("search-at-work/", include("search.monitoring.urls"))]


@hooks.register("register_admin_menu_item")
def monitoring_menu_item():
    url = reverse("search_monitoring:overview")
    return PermissionMenuItem(
        _("Search status"),
        url,
        "search.view_missedquery",
        name="search-at-work",
        icon_name="search",
        order=801,
    )


hooks.register("readiness_checks", engine_status.search, order=10)
hooks.register("system_figures", system_figures.figures, order=20)
hooks.register("staff_search", admin_search.exhibitors, order=10)
hooks.register("staff_search", admin_search.booths, order=20)
hooks.register("staff_search", admin_search.goods, order=30)
hooks.register("own_goods_search", admin_search.own_goods)
hooks.register("name_readings", name_readings.of_names)
hooks.register("personal_data", personal_data, order=30)
hooks.register("warm_up", warm_up)
hooks.register("delete_saved_search_news", saved_emails.delete_old)


@hooks.register("readiness_details")
def search_details():
    return {"search": engine_status.search_details()}


@hooks.register("sitemaps", order=30)
def landing_sitemap():
    return {"lists": LandingSitemap}
