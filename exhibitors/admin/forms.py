"""Exhibitors and their participations in Wagtail's admin, by names instead of codes."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from exhibitors.firm_fields import FirmFields
from exhibitors.models import Participation
from expo.models import Stand


class ExhibitorForm(FirmFields, WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kinds_of_trade"].required = False


class StandsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, stand):
        return f"{stand.code} · {stand.hall.name} · {stand.area} m² · {stand.get_state_display()}"


class ParticipationForm(WagtailAdminModelForm):
    """The stands are chosen here; the viewset's views allot them."""

    stands = StandsField(
        Stand.objects.none(),
        label=_("Stands"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For accepted exhibitors. Two may share a stand if you give the reason below."),
    )
    sharing_reason = forms.CharField(
        label=_("Reason for sharing"),
        required=False,
        max_length=300,
        help_text=_("Needed only for a stand that is taken; it is kept in the history."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        participation = self.instance
        if participation.pk is None:
            del self.fields["stands"], self.fields["sharing_reason"]
            return
        # kept in the choice even where an organizer has blocked one since
        own = [each.stand_id for each in participation.allocations.all()]
        blocked = Q(state=Stand.State.BLOCKED)  # its own may have been blocked since: it stays
        stands = Stand.objects.filter(hall__edition=participation.edition_id)
        stands = stands.filter(~blocked | Q(pk__in=own))
        in_order = stands.select_related("hall").order_by("hall__order", "code")
        self.fields["stands"].queryset = in_order
        self.initial["stands"] = own

    def clean(self):
        data = super().clean()
        accepted = data.get("state") == Participation.State.ACCEPTED
        if data.get("stands") and not accepted and "stands" in self.changed_data:
            self.add_error("stands", _("Only accepted exhibitors can be assigned a stand."))
        return data
