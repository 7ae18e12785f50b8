from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from evidence.bundle_report import problem_text
from evidence.check_bundle import MAX_PARTS, BrokenBundleError, Bundle

MAX_UNPACKED_BYTES = 96 * 1024 * 1024
DIRECTORY_ENTRY = b"PK\x01\x02"


class BundleForm(forms.Form):
    """A bundle to check. Cleaned, `file` is a Bundle of a size that can be checked here."""

    file = forms.FileField(
        label=_("Evidence package (ZIP)"),
        max_length=200,
        allow_empty_file=True,  # which is no package either
        widget=forms.FileInput({"accept": ".zip,application/zip"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        limit = settings.EVIDENCE_UPLOAD_MAX_BYTES
        if file.size > limit:
            text = _("The file is larger than %(limit)d MB.")
            raise forms.ValidationError(text % {"limit": limit // 1024**2})
        try:
            # before zipfile makes an object of each entry: a ZIP has room for millions
            if sum(chunk.count(DIRECTORY_ENTRY) for chunk in file.chunks()) > MAX_PARTS:
                raise BrokenBundleError("too_large")
            file.seek(0)
            return Bundle(file, max_bytes=MAX_UNPACKED_BYTES)
        except BrokenBundleError as exc:
            raise forms.ValidationError(problem_text(exc)) from exc
