from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.panels import InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import RevisionsCompareView, SnippetViewSet

from catalog import facts, goods_categories, integrity
from catalog.admin.viewsets import CatalogGroup
from catalog.codes import countries
from catalog.desk import todos
from catalog.models import Product
from catalog.sitemap import GoodsSitemap
from core.admin.menu import PermissionMenuItem
from exhibitors.reviewed_fields.editor_forms import ReviewedSnippetForm
from exhibitors.reviewed_fields.panels import DifferencesPanel


class CompareForReaders(RevisionsCompareView):
    """Reviewers compare versions; they need no right to edit for it."""

    permission_required = "view"


class WhileInReview(ModelAdminURLFinder):
    """Leads a reviewer to what waits for them, though they may not edit goods at other times."""

    def get_edit_url(self, instance):
        if url := super().get_edit_url(instance):
            return url
        # reviewers may edit only while a review is theirs; Wagtail's own finder knows no such case
        task = instance.current_workflow_task
        if task and task.user_can_access_editor(instance, self.user):
            return self.construct_edit_url(instance)
        return None


class ProductViewSet(SnippetViewSet):
    model = Product
    icon = "tag"
    menu_label = _("Goods")
    add_to_admin_menu = True
    menu_order = 250
    list_display = [
        "name_zh",
        "exhibitor",
        "category",
        Column("live", label=_("State"), accessor="status_string", sort_key="live"),
    ]
    list_filter = ["exhibitor", "live"]
    search_fields = ["name_zh", "name_en", "slug"]
    revisions_compare_view_class = CompareForReaders
    edit_handler = ObjectList(
        [
            DifferencesPanel(heading=_("Changed content")),
            MultiFieldPanel(["name_zh", "name_en"], _("Name")),
            MultiFieldPanel(["highlight_zh", "highlight_en"], _("Highlight")),
            MultiFieldPanel(["description_zh", "description_en"], _("Description")),
            "picture",
            InlinePanel("pictures", label=_("further pictures")),
            MultiFieldPanel(
                ["exhibitor", "category", "brand", "origin", "return_policy", "slug"],
                _("Maintained by staff"),
            ),
        ],
        base_form_class=ReviewedSnippetForm,
    )

    @property
    def url_finder_class(self):
        return type("ProductURLFinder", (WhileInReview, super().url_finder_class), {})


register_snippet(ProductViewSet)
register_snippet(CatalogGroup)


@hooks.register("register_admin_urls")
def staff_urls():
    return [path("catalog/", include("catalog.admin.urls"))]


@hooks.register("register_admin_menu_item")
def filings_item():
    url = reverse("catalog_staff:filings")
    return PermissionMenuItem(
        _("Filings"), url, "catalog.change_filing", icon_name="tasks", order=251
    )


@hooks.register("register_admin_menu_item")
def imports_item():
    url = reverse("catalog_staff:imports")
    return PermissionMenuItem(
        _("Import products"), url, "catalog.add_importjob", icon_name="upload", order=252
    )


hooks.register("home_facts", facts.goods_on_show, order=10)
hooks.register("country_choices", countries.choices)
hooks.register("goods_categories", goods_categories.of_exhibitors)
hooks.register("desk_todos", todos.goods, order=30)
hooks.register("integrity_checks", integrity.stock, order=10)


@hooks.register("sitemaps", order=10)
def goods_sitemap():
    return {"goods": GoodsSitemap}
