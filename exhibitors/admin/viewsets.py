"""Exhibitors, their participations and packages in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from exhibitors.actions.participations import settle
from exhibitors.admin.applications import ApplicationViewSet
from exhibitors.admin.enquiries import EnquiryViewSet
from exhibitors.admin.forms import ExhibitorForm, ParticipationForm
from exhibitors.errors import NotAllowedError
from exhibitors.firm_fields import country_choices
from exhibitors.models import Exhibitor, Package, Participation
from expo import conflicts
from expo.admin.viewsets import both


def country_of(exhibitor):
    return dict(country_choices()).get(exhibitor.country, exhibitor.country)


class ExhibitorViewSet(SnippetViewSet):
    model = Exhibitor
    icon = "group"
    list_display = [
        "name_zh",
        "name_en",
        Column("country", label=_("country"), accessor=country_of, sort_key="country"),
        "verified_on",
    ]
    list_filter = ["country"]
    search_fields = ["name_zh", "name_en", "slug"]
    edit_handler = ObjectList(
        [
            both("name", _("Name")),
            "slug",
            "country",
            "kinds_of_trade",
            MultiFieldPanel(["about_zh", "about_en"], _("Introduction")),
            "logo",
            MultiFieldPanel(
                [
                    FieldRowPanel(["customs_code", "customs_name"]),
                    FieldRowPanel(["agent_code", "agent_name"]),
                    "agent_until",
                    "verified_on",
                ],
                _("As registered with customs"),
            ),
        ],
        base_form_class=ExhibitorForm,
    )


class SettlesStands:
    """Saving a participation allots the stands chosen on its form and opens its booth."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except NotAllowedError as exc:  # nothing is saved: what is allotted is known only here
            form.add_error("stands" if "stands" in form.fields else None, exc.reasons)
            self.produced_error_code = "not_allowed"
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def save_instance(self):
        participation = super().save_instance()
        # a participation being added has no field of stands yet
        data, user = self.form.cleaned_data, self.request.user
        stands = data.get("stands")
        if stands is None:
            stands = participation.stands()
        reason = data.get("sharing_reason", "")
        shared = settle(participation, stands=stands, user=user, sharing_reason=reason)
        if shared:
            facts = {"conflicts": shared, "reason": reason}
            log(participation, conflicts.ACTION, user=user, data=facts)
        return participation


class AddParticipation(SettlesStands, CreateView):
    pass


class EditParticipation(SettlesStands, EditView):
    pass


class ParticipationViewSet(SnippetViewSet):
    model = Participation
    icon = "calendar-check"
    list_display = ["exhibitor", "edition", "package", "state"]
    list_filter = ["edition", "state"]
    search_fields = ["exhibitor__name_zh", "exhibitor__name_en"]
    add_view_class = AddParticipation
    edit_view_class = EditParticipation
    edit_handler = ObjectList(
        [
            FieldRowPanel(["exhibitor", "edition"]),
            FieldRowPanel(["package", "state"]),
            "reason",
            FieldPanel("stands"),
            FieldPanel("sharing_reason"),
        ],
        base_form_class=ParticipationForm,
    )


class PackageViewSet(SnippetViewSet):
    model = Package
    icon = "list-ul"
    list_display = ["name_zh", "name_en", "edition", "on_sale", "max_goods", "max_members"]
    list_filter = ["edition", "on_sale"]


class ExhibitorGroup(SnippetViewSetGroup):
    menu_label = _("Exhibitors")
    menu_icon = "group"
    menu_order = 240
    items = (
        ApplicationViewSet,
        EnquiryViewSet,
        ExhibitorViewSet,
        ParticipationViewSet,
        PackageViewSet,
    )
