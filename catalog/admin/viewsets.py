"""The catalogue's tables as snippets: shelves, brands, zones, tariff, positive list, stop list."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from catalog.admin.forms import CategoryForm, ExportFilingForm
from catalog.admin.percent import PercentColumn
from catalog.models import (
    Brand,
    Category,
    ExportFiling,
    PositiveListEntry,
    StopListEntry,
    TaxRate,
    Zone,
)

NAMES = MultiFieldPanel(["name_zh", "name_en"], _("Name"))


class CategoryViewSet(SnippetViewSet):
    model = Category
    icon = "list-ul"
    ordering = "path"
    list_display = [
        "name_zh",
        "name_en",
        "slug",
        Column("depth", label=_("level"), sort_key="depth"),
    ]
    search_fields = ["name_zh", "name_en", "slug"]
    edit_handler = ObjectList(
        ["name_zh", "name_en", "slug", FieldPanel("parent")], base_form_class=CategoryForm
    )


class BrandViewSet(SnippetViewSet):
    model = Brand
    icon = "tag"
    list_display = ["name_zh", "name_en", "slug"]
    search_fields = ["name_zh", "name_en", "slug"]
    panels = [NAMES, "slug", "aliases", "pinyin"]


class ZoneViewSet(SnippetViewSet):
    model = Zone
    icon = "site"
    list_display = ["name_zh", "code", "customs_district", "kind"]

    @property
    def panels(self):
        """Apps above add who does what in a zone, by the hook `zone_panels`."""
        return [
            NAMES,
            *("code", "kind", "customs_district", "area_code", "area_name"),
            *("account_book", "transport_mode"),
            MultiFieldPanel(["certificate", "transport"], _("Transmission")),
            InlinePanel("modes", label=_("allowed customs modes")),
            *(panel for panels in hooks.get_hooks("zone_panels") for panel in panels()),
        ]


RATES = [
    PercentColumn("vat", label=_("VAT rate"), sort_key="vat"),
    PercentColumn("consumption", label=_("consumption tax rate"), sort_key="consumption"),
    PercentColumn("duty", label=_("duty rate"), sort_key="duty"),
]


class TaxRateViewSet(SnippetViewSet):
    model = TaxRate
    icon = "decimal"
    ordering = ["hs_code", "-valid_from"]
    list_display = ["hs_code", "name_zh", "valid_from", "valid_to", *RATES]
    search_fields = ["hs_code", "name_zh"]


class PositiveListViewSet(SnippetViewSet):
    model = PositiveListEntry
    icon = "list-ol"
    menu_label = _("Positive list")
    ordering = ["-valid_from", "hs8"]
    list_display = ["hs8", "name_zh", "version", "valid_from", "note_kind", "cap"]
    list_filter = ["version", "note_kind"]
    search_fields = ["hs8", "name_zh"]


class StopListViewSet(SnippetViewSet):
    """R-PLAT-3: a row stops sale and checkout from its first day to its last."""

    model = StopListEntry
    icon = "warning"
    menu_label = _("Stop list")
    ordering = ["-valid_from", "-pk"]
    list_display = ["origin", "hs_prefix", "valid_from", "valid_to", "reason_zh"]
    list_filter = ["origin"]
    search_fields = ["hs_prefix", "reason_zh", "reason_en", "source"]


class ExportFilingViewSet(SnippetViewSet):
    """Goods that may leave the country; saving one approves it as it stands."""

    model = ExportFiling
    icon = "upload"
    menu_label = _("Goods for export")
    ordering = ["variant__sku"]
    list_display = [
        Column("variant", label=_("variant"), sort_key="variant"),
        "mode",
        "zone",
        "price",
        "approved_at",
    ]
    search_fields = ["variant__sku"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [FieldPanel("sku"), *("mode", "zone", "record_number", "price")],
        base_form_class=ExportFilingForm,
    )


class CatalogGroup(SnippetViewSetGroup):
    menu_label = _("Catalog")
    menu_icon = "folder-open-inverse"
    menu_order = 260
    items = (
        CategoryViewSet,
        BrandViewSet,
        ZoneViewSet,
        TaxRateViewSet,
        PositiveListViewSet,
        StopListViewSet,
        ExportFilingViewSet,
    )
