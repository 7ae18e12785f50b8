"""What a clerk may correct: to whom and where, nothing that law or customs' tables decide."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from orders import regions
from orders.checkout_defaults import region_fields
from orders.fields import LineField
from orders.forms import AddressForm, line


class CorrectionForm(AddressForm):
    """An order's consignee and address as they stand, and why they change."""

    reason = LineField(**line(_("Reason"), min_length=2, max_length=200))
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def as_fields(self):
        """The keyword arguments of `correct`."""
        told = self.cleaned_data
        return {
            "consignee": told["consignee"],
            "mobile": told["mobile"],
            "district_code": told["district"],
            "detail": told["detail"],
        }


def as_it_stands(order):
    """The form's first filling."""
    return {
        "consignee": order.consignee,
        "mobile": order.consignee_mobile,
        "detail": order.address.removeprefix(region_words(order.district_code)),
        "token": uuid4().hex,
        **region_fields(order.district_code),
    }


def region_words(code):
    return regions.region_of(code) if regions.is_district(code) else ""
