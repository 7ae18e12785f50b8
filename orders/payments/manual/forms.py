from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _


class TransferForm(forms.Form):
    """A line of the bank statement."""

    # a payment's number holds 60 characters, the part of a shared transfer at its end
    bank_number = forms.CharField(label=_("Number on the bank statement"), max_length=50)
    amount = forms.DecimalField(
        label=_("Amount"),
        min_value=Decimal("0.01"),
        max_digits=14,
        decimal_places=2,
        localize=False,
    )
    paid_at = forms.DateTimeField(
        label=_("Received"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    payer_name = forms.CharField(label=_("Payer's name"), max_length=60)
