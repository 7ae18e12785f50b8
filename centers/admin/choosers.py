"""Choosing a variant for a shelf among tens of thousands: by SKU or by a part of the name."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from catalog.models import Variant


class VariantSearchForm(BaseFilterForm):
    q = forms.CharField(label=_("SKU or name"), required=False, max_length=80)

    def filter(self, objects):
        # PostgreSQL refuses NUL
        query = self.cleaned_data["q"].replace("\x00", "").strip()
        if not query:
            return objects
        self.is_searching, self.search_query = True, query
        return objects.filter(
            Q(sku__istartswith=query)
            | Q(product__name_zh__icontains=query)
            | Q(product__name_en__icontains=query)
        )


class VariantListing:
    filter_form_class = VariantSearchForm

    def get_object_list(self):
        return Variant.objects.select_related("product").order_by("sku")

    @property
    def columns(self):
        return [*super().columns, Column("product", label=_("Product"), accessor="product.name")]


class ChooseVariant(VariantListing, ChooseView):
    pass


class ChooseVariantResults(VariantListing, ChooseResultsView):
    pass


class VariantChooser(ChooserViewSet):
    model = Variant
    icon = "tag"
    per_page = 20
    choose_one_text = _("Choose product")
    choose_another_text = _("Choose another product")
    choose_view_class = ChooseVariant
    choose_results_view_class = ChooseVariantResults


variant_chooser = VariantChooser("choose_variant")
