"""Which days a page of figures covers, read from its address."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models import Zone
from catalog.models.zone import EITHER_WAY, Direction
from centers.models import DisplayCenter
from reports.figures import DIMENSIONS, figures

NAMES = {
    "day": _("Day"),
    "mode": _("Mode"),
    "zone": _("Zone"),
    "center": _("Display center"),
}
# a leap year: each day is a bar of the chart and a row of the table
MAX_DAYS = 366


class PeriodForm(forms.Form):
    since = forms.DateField(
        label=_("From"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("To"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    by = forms.MultipleChoiceField(
        label=pgettext_lazy("dimensions", "By"),
        choices=NAMES.items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    direction = forms.ChoiceField(label=_("Direction"), required=False, choices=Direction.choices)
    mode = forms.ChoiceField(label=_("Mode"), required=False)
    zone = forms.ModelChoiceField(Zone.objects.all(), label=_("Zone"), required=False)
    center = forms.ModelChoiceField(
        DisplayCenter.objects.all(), label=_("Display center"), required=False
    )

    def __init__(self, data):
        super().__init__(data)
        self.fields["mode"].choices = [("", _("All modes")), *EITHER_WAY.items()]
        self.fields["zone"].empty_label = _("All zones")
        self.fields["center"].empty_label = _("All centers and the web")

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if not (since and until):
            return data
        if since > until:
            self.add_error("since", _("The start date is after the end date."))
        elif (until - since).days >= MAX_DAYS:
            self.add_error("since", _("At most %(days)s days at a time.") % {"days": MAX_DAYS})
        return data

    def figures(self):
        """What a valid form asks for."""
        data = self.cleaned_data
        names = ("direction", "mode", "zone", "center")
        chosen = {name: data[name] for name in names if data.get(name)}
        return figures(data["since"], data["until"], data["by"], **chosen)


def with_defaults(params):
    """What the address asks for; the last thirty days by everything where it says nothing."""
    params = params.copy()
    today = timezone.localdate()
    if not params.get("until"):
        params["until"] = today.isoformat()
    if not params.get("since"):
        params["since"] = (today - timedelta(days=29)).isoformat()
    if not params.getlist("by"):
        params.setlist("by", DIMENSIONS)
    return params
