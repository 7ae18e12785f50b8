from django import forms
from django.utils.translation import gettext_lazy as _

from exhibitors.models import BoothPage, Membership


class DraftForm(forms.ModelForm):
    """Texts of a booth or a good as one page of fields; `save_draft` writes and cleans the row."""

    longest = 4000  # characters of a text

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name.endswith("_en"):
                field.widget.attrs["lang"] = "en"
            elif name.endswith("_zh") or name == "title":
                field.widget.attrs["lang"] = "zh-Hans"

    def _post_clean(self):
        """Leave the instance alone: other text may have been saved since the form was made."""

    def clean(self):
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                # browsers send CRLF, which would differ from every text written elsewhere
                cleaned[name] = value = value.replace("\r\n", "\n")
                if isinstance(self.fields[name].widget, forms.Textarea):
                    self.check_length(name, value)
        return cleaned

    def check_length(self, name, value):
        if len(value) > self.longest:
            self.add_error(name, _("At most %(n)s characters.") % {"n": f"{self.longest:,}"})


class BoothForm(DraftForm):
    """The texts of a booth. Its picture and featured goods have fields of their own in the page."""

    class Meta:
        model = BoothPage
        fields = (
            "title",
            "title_en",
            "slogan_zh",
            "slogan_en",
            "intro_zh",
            "intro_en",
            "hours_zh",
            "hours_en",
            "contact_email",
            "contact_phone",
        )
        labels = {"title": _("Chinese title")}
        help_texts = {"title": ""}
        widgets = {
            "intro_zh": forms.Textarea(attrs={"rows": 8, "maxlength": 4000}),
            "intro_en": forms.Textarea(attrs={"rows": 8, "maxlength": 4000}),
            "contact_phone": forms.TextInput(attrs={"inputmode": "tel"}),
        }


class PictureForm(forms.Form):
    """A new picture for a booth or a good, with a description for those who can't see it."""

    picture = forms.FileField(
        label=_("New picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP, up to 8 MB, at least 300 px on each side."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt_zh = forms.CharField(label=_("What it shows, in Chinese"), max_length=200, required=False)
    alt_en = forms.CharField(label=_("What it shows, in English"), max_length=200, required=False)


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role"), choices=Membership.Role.choices, initial=Membership.Role.EDITOR
    )
