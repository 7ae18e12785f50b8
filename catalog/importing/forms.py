import uuid

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalog.importing.tables import MAX_MB

EXTENSIONS = (".csv", ".xlsx", ".txt")


class GoodsFileForm(forms.Form):
    """A file of goods; what it may do besides is the sender's affair."""

    file = forms.FileField(
        label=_("File"),
        # `_(…) % …` would be said once for all visitors, in the language the process started with
        help_text=format_lazy(
            _("CSV or XLSX, headers in Chinese or English, at most {mb} MB."), mb=MAX_MB
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(EXTENSIONS)}),
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    dry_run = forms.BooleanField(
        label=_("Dry run: check only, write nothing"), required=False, initial=True
    )

    def clean_token(self):
        """Who sends none, such as a script, means each of its files anew."""
        return self.cleaned_data["token"] or uuid.uuid4()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_MB * 1024 * 1024:
            raise forms.ValidationError(
                _("The file is larger than %(limit)d MB.") % {"limit": MAX_MB}
            )
        if not file.name.lower().endswith(EXTENSIONS):
            raise forms.ValidationError(_("Upload a .csv or .xlsx file."))
        return file
