"""What the catalogue says to templates of the rooms below it."""

from django import template

from catalog.availability import cards
from catalog.codes.countries import country_name
from catalog.models import Product

register = template.Library()


@register.simple_tag
def product_cards_of(products):
    """Plates of products or their pks, in that order; those not on display are left out."""
    return cards(products)


@register.filter
def country(code):
    """A country's name in the visitor's language, by alpha-2 code."""
    return country_name(code)


@register.simple_tag
def latest_goods(most=8):
    """Plates of the goods that came on display last, for the front page."""
    newest = Product.objects.on_display().order_by("-created_at", "-pk")
    return cards(list(newest.values_list("pk", flat=True)[:most]))
