from django import forms
from django.utils.translation import gettext_lazy as _

from exhibitors.models import Membership
from exhibitors.reviewed_fields.fields import CONTACT, TEXTS


class DraftForm(forms.ModelForm):
    """The texts of a booth or a product; `save_draft` writes and cleans the row."""

    longest = 4000  # characters of a text

    @classmethod
    def of(cls, draft, data=None):
        """The form of the fields that the draft's model declares in `written`."""
        model = type(draft)
        fields = [field for field in model.written if field.section]
        form = forms.modelform_factory(
            model,
            form=cls,
            fields=[field.name for field in fields],
            labels={field.name: field.label for field in fields if field.label},
        )
        return form(data, instance=draft)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in self._meta.model.needed_for_review and not field.required:
                field.mark = _("required for review")
            if name.endswith("_en"):
                field.widget.attrs["lang"] = "en"
            elif name.endswith("_zh") or name == "title":
                field.widget.attrs["lang"] = "zh-Hans"
            elif name.endswith("_phone"):
                field.widget.attrs["inputmode"] = "tel"
            if name == "title":
                field.help_text = ""  # Wagtail's own is meant for editors of pages
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs |= {"rows": 8, "maxlength": self.longest}

    def section(self, name):
        """The fields declared for a part of the page."""
        return [self[field.name] for field in self._meta.model.written if field.section == name]

    def texts(self):
        return self.section(TEXTS)

    def contact(self):
        return self.section(CONTACT)

    def _post_clean(self):
        """Leave the instance alone: other text may have been saved since the form was made."""

    def clean(self):
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                # browsers send CRLF, which would differ from every text written elsewhere
                cleaned[name] = value = value.replace("\r\n", "\n")
                is_text = isinstance(self.fields[name].widget, forms.Textarea)
                if is_text and len(value) > self.longest:
                    longest = {"n": f"{self.longest:,}"}
                    self.add_error(name, _("At most %(n)s characters.") % longest)
        return cleaned


class PictureForm(forms.Form):
    """A new picture for a booth or a product, with a description for those who can't see it."""

    picture = forms.FileField(
        label=_("New picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP, up to 8 MB, at least 300 px on each side."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt_zh = forms.CharField(label=_("Description in Chinese"), max_length=200, required=False)
    alt_en = forms.CharField(label=_("Description in English"), max_length=200, required=False)


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role"), choices=Membership.Role.choices, initial=Membership.Role.EDITOR
    )
