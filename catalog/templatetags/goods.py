"""The catalogue's tags, also for templates of the apps below it."""

from django import template
from django.template.loader import render_to_string

from catalog.codes.countries import country_name
from catalog.models import Product
from catalog.product_card import product_cards
from catalog.product_page.page import ProductPage
from catalog.product_page.structured_data import product_json

register = template.Library()


@register.simple_tag
def product_cards_of(products):
    """Cards of products or their pks, in that order; those not on display are left out."""
    return product_cards(products)


@register.filter
def country(code):
    """A country's name in the visitor's language, by alpha-2 code."""
    return country_name(code)


@register.simple_tag
def latest_goods(limit=8):
    """Cards of the goods that came on display last, for the front page."""
    newest = Product.objects.on_display().order_by("-created_at", "-pk")
    return product_cards(list(newest.values_list("pk", flat=True)[:limit]))


@register.simple_tag(takes_context=True)
def product_preview(context, product):
    """The whole page of a draft, as visitors would see it.

    Wagtail asks the model for its preview. The model names a template and this tag builds the
    page, because the page is built from the model and importing it there would be a circle."""
    page = ProductPage(product)
    values = {"product": product, "page": page, "data": product_json(page), "is_draft": True}
    return render_to_string("catalog/product.html", values, context["request"])
