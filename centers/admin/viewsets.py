"""How organizers manage centers, shelves with their samples, and printed codes."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from centers.admin.staff import CenterForm, record_staff, staff_of
from centers.models import DisplayCenter, Shelf, Token


class RecordsStaff:
    """Saving a center records who serves there, where that changed."""

    def save_instance(self):
        before = staff_of(self.form.instance)
        center = super().save_instance()
        record_staff(center, before=before, by=self.request.user)
        return center


class AddCenter(RecordsStaff, CreateView):
    pass


class EditCenter(RecordsStaff, EditView):
    pass


class CenterViewSet(SnippetViewSet):
    model = DisplayCenter
    add_view_class = AddCenter
    edit_view_class = EditCenter
    copy_view_enabled = False  # a copy would copy who serves there as well
    icon = "home"
    menu_label = _("Display centers")
    list_display = ["name_zh", "kind", "fulfilment", "approval_valid_to"]
    search_fields = ["name_zh", "name_en", "slug", "code"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(["name_zh", "name_en", "slug", "code"], _("Name")),
            MultiFieldPanel(
                [
                    "kind",
                    "in_special_zone",
                    "fulfilment",
                    "zone",
                    "approval_number",
                    "approval_valid_to",
                ],
                _("Customs permission"),
            ),
            MultiFieldPanel(
                [
                    "spot_zh",
                    "spot_en",
                    "address_zh",
                    "address_en",
                    "directions_zh",
                    "directions_en",
                    "latitude",
                    "longitude",
                    "phone",
                ],
                _("Directions"),
            ),
            InlinePanel(
                "hours",
                ["weekday", "on", "opens", "closes", "reason_zh", "reason_en"],
                label=_("Opening hours"),
            ),
            MultiFieldPanel(["picture", "picture_wide"], _("Pictures")),
            FieldPanel("staff", widget=forms.CheckboxSelectMultiple),
            "order",
        ],
        base_form_class=CenterForm,
    )


class ShelfViewSet(SnippetViewSet):
    model = Shelf
    icon = "list-ul"
    menu_label = _("Shelves and samples")
    list_display = ["code", "name_zh", "center"]
    list_filter = ["center"]
    search_fields = ["code", "name_zh", "name_en"]
    panels = [
        "center",
        MultiFieldPanel(["code", "name_zh", "name_en"], _("Shelf")),
        "picture",
        "order",
        InlinePanel(
            "samples",
            ["variant", "board", "position", "state", "customs_basis", "due_on"],
            label=_("Samples"),
        ),
    ]


class TokenViewSet(SnippetViewSet):
    """Codes of samples are made by printing; here they are withdrawn, and codes of stands made."""

    model = Token
    icon = "link"
    menu_label = _("QR codes")
    list_display = ["value", "kind", "center", "sample", "variant", "revoked_at"]
    list_filter = ["center", "kind"]
    search_fields = ["value", "target"]
    # a copy would be a second live code of one sample, which a constraint forbids
    copy_view_enabled = False

    def get_queryset(self, request):
        return Token.objects.select_related("center", "sample__shelf", "sample__variant", "variant")

    panels = ["kind", "center", "target", "revoked_at"]


class CentersGroup(SnippetViewSetGroup):
    items = (CenterViewSet, ShelfViewSet, TokenViewSet)
    menu_label = _("Centers")
    menu_icon = "home"
    menu_order = 260
