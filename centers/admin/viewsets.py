"""How organizers manage centers, shelves with their samples, and printed codes."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from centers.models import DisplayCenter, Shelf, Token
from core.groups import COUNTER


class CenterForm(WagtailAdminModelForm):
    """Only people with the duty can be put behind a counter."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if staff := self.fields.get("staff"):
            staff.queryset = staff.queryset.filter(groups__name=COUNTER).order_by("email")


class CenterViewSet(SnippetViewSet):
    model = DisplayCenter
    base_form_class = CenterForm
    icon = "home"
    menu_label = _("Display centers")
    list_display = ["name_zh", "kind", "fulfilment", "approval_valid_to"]
    search_fields = ["name_zh", "name_en", "slug", "code"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("name_zh"), FieldPanel("name_en"), FieldPanel("slug"), FieldPanel("code")],
            _("Name"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("in_special_zone"),
                FieldPanel("fulfilment"),
                FieldPanel("zone"),
                FieldPanel("approval_number"),
                FieldPanel("approval_valid_to"),
            ],
            _("Customs permission"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("spot_zh"),
                FieldPanel("spot_en"),
                FieldPanel("address_zh"),
                FieldPanel("address_en"),
                FieldPanel("directions_zh"),
                FieldPanel("directions_en"),
                FieldPanel("latitude"),
                FieldPanel("longitude"),
                FieldPanel("phone"),
            ],
            _("Directions"),
        ),
        InlinePanel(
            "hours",
            [
                FieldPanel("weekday"),
                FieldPanel("on"),
                FieldPanel("opens"),
                FieldPanel("closes"),
                FieldPanel("reason_zh"),
                FieldPanel("reason_en"),
            ],
            label=_("Opening hours"),
        ),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_wide")], _("Pictures")),
        FieldPanel("staff", widget=forms.CheckboxSelectMultiple),
        FieldPanel("order"),
    ]


class ShelfViewSet(SnippetViewSet):
    model = Shelf
    icon = "list-ul"
    menu_label = _("Shelves and samples")
    list_display = ["code", "name_zh", "center"]
    list_filter = ["center"]
    search_fields = ["code", "name_zh", "name_en"]
    panels = [
        FieldPanel("center"),
        MultiFieldPanel(
            [FieldPanel("code"), FieldPanel("name_zh"), FieldPanel("name_en")], _("Shelf")
        ),
        FieldPanel("picture"),
        FieldPanel("order"),
        InlinePanel(
            "samples",
            [
                FieldPanel("variant"),
                FieldPanel("board"),
                FieldPanel("position"),
                FieldPanel("state"),
                FieldPanel("customs_basis"),
                FieldPanel("due_on"),
            ],
            label=_("Samples"),
        ),
    ]


class TokenViewSet(SnippetViewSet):
    """Codes of samples are made by printing; here they are withdrawn, and codes of stands made."""

    model = Token
    icon = "link"
    menu_label = _("QR codes")
    list_display = ["value", "kind", "center", "sample", "revoked_at"]
    list_filter = ["center", "kind"]
    search_fields = ["value", "target"]
    # a copy would be a second live code of one sample, which a constraint forbids
    copy_view_enabled = False

    def get_queryset(self, request):
        return Token.objects.select_related("center", "sample__shelf", "sample__variant")

    panels = [
        FieldPanel("kind"),
        FieldPanel("center"),
        FieldPanel("target"),
        FieldPanel("revoked_at"),
    ]


class CentersGroup(SnippetViewSetGroup):
    items = (CenterViewSet, ShelfViewSet, TokenViewSet)
    menu_label = _("Centers")
    menu_icon = "home"
    menu_order = 260
