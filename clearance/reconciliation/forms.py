from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clearance.days import yesterday
from clearance.models.reconciliation import ReconciliationRun
from clearance.reconciliation.statement_files import MAX_MB

LONGEST = 92
Source = ReconciliationRun.Source


class RunForm(forms.Form):
    """A comparison on demand: what with what, and for which Beijing days."""

    source = forms.ChoiceField(label=_("Compare with"), choices=Source.choices)
    first = forms.DateField(
        label=_("From"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=_("To"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        max_length=200,
        help_text=_("CSV or XLSX, at most 5 MB; needed for every source but our own records."),
        widget=forms.FileInput({"accept": ".csv,.xlsx"}),
    )

    def __init__(self, *args, **options):
        options.setdefault("initial", {"first": yesterday(), "last": yesterday()})
        super().__init__(*args, **options)

    def clean(self):
        super().clean()
        data = self.cleaned_data
        first, last = data.get("first"), data.get("last")
        if first and last:
            if first > last:
                self.add_error("first", _("The start date is after the end date."))
            elif (last - first).days >= LONGEST:
                self.add_error("first", _("At most %(days)s days at a time.") % {"days": LONGEST})
            elif last > timezone.localdate():
                self.add_error("last", _("This day has not begun yet."))
        file = data.get("file")
        if data.get("source") and data["source"] != Source.BOOKS and not file:
            self.add_error("file", _("Please choose the file to compare with."))
        if file and file.size > MAX_MB * 1024 * 1024:
            self.add_error("file", _("The file is larger than %(limit)d MB.") % {"limit": MAX_MB})
        return data
