from django import forms
from django.utils.translation import gettext_lazy as _

from tools.styleguide.samples import zh_or_en


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Recipient"), max_length=40)
    mobile = forms.CharField(label=_("Mobile number"), help_text=_("For the courier only."))
    identity = forms.CharField(label=_("Identity number"), min_length=18)
    country = forms.ChoiceField(label=_("Country"), choices=[("nz", _("New Zealand"))])
    message = forms.CharField(
        label=_("Message"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    delivery = forms.ChoiceField(
        label=_("Delivery"),
        choices=[("post", _("Courier")), ("shop", _("Pick-up"))],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label=_("I have read the risk notice and accept it"))


def filled_form():
    form = SampleForm(
        {
            "name": zh_or_en("林若溪", "Lin Ruoxi"),
            "mobile": "138 0000 6420",
            "identity": "4101051890",  # too short: the guide shows a field with its error
            "delivery": "post",
            "country": "nz",
        }
    )
    form.is_valid()
    return form
