"""What a clerk may correct: to whom and where, nothing that law or customs' tables decide."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from clearance.exports.departures import STEPS
from orders.addresses import regions
from orders.checkout.prefill import region_fields
from orders.forms.checkout import AddressForm, line
from orders.forms.fields import LineField


class CorrectionForm(AddressForm):
    """An order's consignee and address as they stand, and why they change."""

    reason = LineField(**line(_("Reason"), min_length=2, max_length=200))
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def as_fields(self):
        """The keyword arguments of `correct`."""
        data = self.cleaned_data
        return {
            "consignee": data["consignee"],
            "mobile": data["mobile"],
            "district_code": data["district"],
            "detail": data["detail"],
        }


class StepForm(forms.Form):
    """What happened to parcels under a bill of lading: each step asks for its own facts."""

    NEEDS = {"arrival": "domestic_traf_no", "departure": "left_at"}

    step = forms.ChoiceField(choices=[(name, name) for name in STEPS])
    domestic_traf_no = LineField(
        **line(_("Vehicle to the site"), max_length=100),
        required=False,
        help_text=_("Needed once the parcels have arrived at the site."),
    )
    left_at = forms.DateTimeField(
        **line(_("Left the country at")),
        required=False,
        help_text=_("Needed once they have left the country; Beijing time."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )

    def clean(self):
        super().clean()
        data = self.cleaned_data
        name = self.NEEDS.get(data.get("step", ""))
        if name and not data.get(name) and name not in self.errors:
            self.add_error(name, _("Customs asks for it."))
        if name != "left_at":
            data["left_at"] = None  # typed, but of another step
        return data


def current_values(order):
    """The form's first filling."""
    return {
        "consignee": order.consignee,
        "mobile": order.consignee_mobile,
        "detail": order.address.removeprefix(region_text(order.district_code)),
        "token": uuid4().hex,
        **region_fields(order.district_code),
    }


def region_text(code):
    return regions.region_of(code) if regions.is_district(code) else ""
