"""The two forms of the wizard: name and days, then what is carried over."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.admin.widgets import AdminDateInput

from expo.editions.addresses import is_free, is_well_formed
from expo.editions.carrying import kinds
from expo.editions.models import NextEdition
from expo.pages.edition import EditionPage

MAX_DAYS = 31


class SourceField(forms.ModelChoiceField):
    def label_from_instance(self, edition):
        return f"{edition.title} · {edition.starts_on:%Y-%m-%d}"


class DaysForm(forms.ModelForm):
    source = SourceField(
        EditionPage.objects.none(),
        label=gettext_lazy("Open it from"),
        empty_label=None,
        help_text=NextEdition._meta.get_field("source").help_text,
    )

    class Meta:
        model = NextEdition
        fields = ("source", "title_zh", "title_en", "starts_on", "ends_on", "slug")
        labels = {"slug": gettext_lazy("Web address")}
        widgets = {"starts_on": AdminDateInput, "ends_on": AdminDateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        editions = EditionPage.objects.in_first_language().order_by("-starts_on")
        self.fields["source"].queryset = editions

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if not is_well_formed(slug):
            raise forms.ValidationError(_("Use lower-case Latin letters, digits and hyphens."))
        if not is_free(slug):
            raise forms.ValidationError(_("Another page has this address: choose another one."))
        return slug

    def clean(self):
        data = super().clean()
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day comes before the first."))
        elif starts and ends and (ends - starts).days >= MAX_DAYS:
            self.add_error("ends_on", _("An edition lasts a month at most."))
        return data


class CarryOverForm(forms.Form):
    """A box for each kind of thing, and a choice for each option."""

    kinds = forms.MultipleChoiceField(required=False)

    def __init__(self, *args, plan, **kwargs):
        self.plan, self.offered = plan, kinds()
        super().__init__(*args, initial=plan.choices or proposed(self.offered), **kwargs)
        self.fields["kinds"].choices = [(kind.name, kind.label) for kind in self.offered]
        for kind in self.offered:
            for option in kind.options:
                self.fields[option.name] = forms.ChoiceField(
                    label=option.label,
                    choices=option.values,
                    widget=forms.RadioSelect,
                    required=False,
                )

    def rows(self):
        """Each kind with its number, its options as fields, and whether it is chosen."""
        chosen = self["kinds"].value() or []
        for kind in self.offered:
            yield {
                "kind": kind,
                "count": kind.count(self.plan.source),
                "options": [self[option.name] for option in kind.options],
                "chosen": kind.name in chosen,
            }

    def clean(self):
        data = super().clean()
        chosen = data.get("kinds", [])
        labels = {kind.name: kind.label for kind in self.offered}
        for kind in self.offered:
            lacking = [labels[name] for name in kind.needs if name not in chosen]
            if kind.name in chosen and lacking:
                text = _("“%(kind)s” needs “%(needed)s”.")
                facts = {"kind": kind.label, "needed": pgettext("list", ", ").join(lacking)}
                self.add_error("kinds", text % facts)
        return data

    def choices_made(self):
        """Without a choice the first option holds."""
        options = first_options(self.offered)
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return {"kinds": [], **options, **chosen}


def proposed(offered):
    """Everything, each by its first option."""
    return {"kinds": [kind.name for kind in offered], **first_options(offered)}


def first_options(offered):
    return {option.name: option.values[0][0] for kind in offered for option in kind.options}
