from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import RevisionsCompareView, SnippetViewSet

from catalog.models import Product
from exhibitors.panels import DifferencesPanel


class CompareForReaders(RevisionsCompareView):
    """Reviewers compare versions; they need no right to edit for it."""

    permission_required = "view"


class ProductViewSet(SnippetViewSet):
    model = Product
    icon = "tag"
    menu_label = _("Goods")
    add_to_admin_menu = True
    menu_order = 250
    list_display = ["name_zh", "exhibitor", "category", "live"]
    list_filter = ["exhibitor", "live"]
    search_fields = ["name_zh", "name_en", "slug"]
    revisions_compare_view_class = CompareForReaders
    panels = [
        DifferencesPanel(heading=_("What would change")),
        MultiFieldPanel([FieldPanel("name_zh"), FieldPanel("name_en")], _("Name")),
        MultiFieldPanel([FieldPanel("highlight_zh"), FieldPanel("highlight_en")], _("Highlight")),
        MultiFieldPanel(
            [FieldPanel("description_zh"), FieldPanel("description_en")], _("Description")
        ),
        FieldPanel("picture"),
        InlinePanel("pictures", label=_("further pictures")),
        MultiFieldPanel(
            [
                FieldPanel("exhibitor"),
                FieldPanel("category"),
                FieldPanel("brand"),
                FieldPanel("origin"),
                FieldPanel("return_policy"),
                FieldPanel("slug"),
            ],
            _("Kept by staff"),
        ),
    ]


register_snippet(ProductViewSet)
