"""Enterprises and what they do at which zone, kept by organizers and clerks."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from clearance.admin.forms import EnterpriseForm
from clearance.models import Enterprise, ZoneParty

ZONE = _("zone")


class EnterpriseViewSet(SnippetViewSet):
    model = Enterprise
    icon = "group"
    list_display = ["name", "code", "dxp_id", "interface"]
    search_fields = ["name", "code"]
    edit_handler = ObjectList(
        ["code", "name", "roles", "dxp_id", "interface"], base_form_class=EnterpriseForm
    )


class ZonePartyFilterSet(WagtailFilterSet):
    class Meta:
        model = ZoneParty
        fields = ["zone", "role"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["zone"].label = ZONE


class ZonePartyViewSet(SnippetViewSet):
    model = ZoneParty
    icon = "link"
    list_display = [Column("zone", label=ZONE, sort_key="zone"), "role", "enterprise"]
    filterset_class = ZonePartyFilterSet
    panels = [FieldPanel("zone", heading=ZONE), "role", "enterprise"]


class ClearanceGroup(SnippetViewSetGroup):
    menu_label = _("Customs parties")
    menu_icon = "group"
    menu_order = 262
    items = (EnterpriseViewSet, ZonePartyViewSet)


def zone_panels():
    """What the zone's own form shows of clearance: who does what there."""
    return [
        InlinePanel(
            "parties",
            label=_("parties of zones"),
            help_text=_(
                "One enterprise for each role. An operator of the supervised place is named for"
                " direct purchase, whose lists then wait for its arrival list (CEB711), and for"
                " exports, whose returns it tallies (CEB215)."
            ),
            panels=["role", "enterprise"],
        )
    ]
