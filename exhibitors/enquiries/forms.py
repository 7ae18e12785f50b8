import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from exhibitors.models import Enquiry


class KeyedForm(forms.Form):
    """A form that is carried out once, however often it is sent."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class EnquiryForm(KeyedForm, forms.ModelForm):
    class Meta:
        model = Enquiry
        fields = ("wanted", "text", "email")
        labels = {"wanted": _("What are you looking for?"), "text": _("Further details")}
        help_texts = {
            "text": _("Brand, size, quantity, when you need it."),
            "email": _("The answer will be sent here. Exhibitors don't see this address."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4, "maxlength": 1000}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }


class AnswerForm(KeyedForm):
    text = forms.CharField(
        label=_("Your answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The visitor gets it by e-mail."),
    )
