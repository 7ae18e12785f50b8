from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from catalog.admission.exports import approve_export
from catalog.codes.countries import choices, country
from catalog.codes.hs_codes import is_hs_code
from catalog.codes.units import find_unit, unit_name
from catalog.importing.forms import GoodsFileForm
from catalog.models import Category, ExportFiling, Filing, Variant
from catalog.models.zone import OUTWARDS
from exhibitors.models import Exhibitor

UNITS = ("unit", "legal_unit_1", "legal_unit_2")


class UnitField(forms.CharField):
    """Customs' code of a unit, or its name, which is longer than the code that is stored."""

    def __init__(self, *, max_length=None, **kwargs):
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        unit = find_unit(text) if text else None
        if text and unit is None:
            raise forms.ValidationError(_("Customs has no such unit of measure."))
        return unit.code if unit else ""


class FilingForm(forms.ModelForm):
    """The regulated fields. Saved by `catalog.actions.filings`, never by the form."""

    class Meta:
        model = Filing
        fields = (
            *("mode", "zone", "hs_code", "unit", "origin", "net_weight_g", "gross_weight_g"),
            *("record_number", "model_zh", "legal_unit_1", "legal_quantity_1", "legal_unit_2"),
            *("legal_quantity_2", "list_version"),
        )
        field_classes = dict.fromkeys(UNITS, UnitField)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in UNITS:
            now = unit_name(self.initial.get(name) or "") or "—"
            self.fields[name].help_text = _("Code or name: %(now)s") % {"now": now}
        self.fields["origin"].widget = forms.Select(choices=[("", "—"), *choices()])

    def _post_clean(self):
        """`change_filing` writes the row: it compares the values with those stored."""

    def clean_hs_code(self):
        code = self.cleaned_data["hs_code"].replace(".", "").strip()
        if code and not is_hs_code(code):
            raise forms.ValidationError(_("An HS code has ten digits and a known chapter here."))
        return code

    def clean_origin(self):
        origin = self.cleaned_data["origin"]
        if origin and country(origin) is None:
            raise forms.ValidationError(
                _("“%(value)s” is not a known country.") % {"value": origin}
            )
        return origin


class ImportForm(GoodsFileForm):
    exhibitor = forms.ModelChoiceField(Exhibitor.objects.order_by("name_zh"), label=_("Exhibitor"))
    approve = forms.BooleanField(
        label=_("Show valid rows at once and approve complete filings"), required=False
    )
    field_order = ["exhibitor", "file", "dry_run", "approve", "token"]


class CategoryForm(WagtailAdminModelForm):
    """A category with its place in the tree; treebeard keeps the paths."""

    parent: forms.ModelChoiceField = forms.ModelChoiceField(
        Category.objects.order_by("path"), label=_("Parent category"), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].label_from_instance = lambda row: f"{'— ' * (row.depth - 1)}{row}"
        if self.instance.pk:
            self.fields["parent"].queryset = Category.objects.exclude(
                path__startswith=self.instance.path
            ).order_by("path")
            self.initial["parent"] = self.instance.get_parent()

    def save(self, commit=True):
        parent = self.cleaned_data["parent"]
        if self.instance.pk is None:
            made = parent.add_child(instance=self.instance) if parent else None
            return made or Category.add_root(instance=self.instance)
        self.instance.save()
        if parent != self.instance.get_parent():
            if parent:
                self.instance.move(parent, "sorted-child")
            else:
                # treebeard has no "make root": a sibling of the first root is one
                self.instance.move(Category.get_first_root_node(), "sorted-sibling")
        return Category.objects.get(pk=self.instance.pk)


class ExportFilingForm(WagtailAdminModelForm):
    """Saved by a member of staff, a good is approved for export as it stands."""

    sku = forms.CharField(label=_("SKU"), max_length=30)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "mode" in self.fields:
            self.fields["mode"].choices = OUTWARDS.items()
        if self.instance.pk:
            self.initial["sku"] = self.instance.variant.sku
            self.fields["sku"].disabled = True

    def clean_sku(self):
        sku = self.cleaned_data["sku"].strip()
        variant = Variant.objects.select_related("filing").filter(sku=sku).first()
        if variant is None:
            raise forms.ValidationError(_("There is no product with this SKU."))
        other = ExportFiling.objects.filter(variant=variant).exclude(pk=self.instance.pk)
        if other.exists():
            raise forms.ValidationError(_("This product already has an export filing."))
        self.instance.variant = variant
        return sku

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        draft = ExportFiling(
            variant=self.instance.variant,
            mode=cleaned["mode"],
            record_number=cleaned["record_number"],
        )
        if missing := draft.missing():
            raise forms.ValidationError(
                _("Its filing lacks what an export declaration needs: %(names)s")
                % {"names": ", ".join(missing)}
            )
        return cleaned

    def save(self, commit=True):
        approve_export(self.instance, self.for_user)
        return self.instance
