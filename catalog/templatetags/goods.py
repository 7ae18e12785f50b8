"""The catalogue's tags, also for templates of the apps below it."""

from dataclasses import dataclass

from django import template
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from catalog.codes.countries import country_name
from catalog.desk.todos import has_state
from catalog.importing.headers import column_label
from catalog.models import Product, Variant
from catalog.prices.stated import stated_price
from catalog.product_card import newest_cards, product_cards
from catalog.product_page.page import ProductPage
from catalog.product_page.structured_data import product_json

register = template.Library()


register.simple_tag(product_cards, name="product_cards_of")
register.filter("country", country_name)
register.filter("stated_price", stated_price)
register.filter("column_label", column_label)


@register.simple_tag
def latest_goods(limit=8):
    """Cards of the goods that came on display last, for the front page."""
    return newest_cards(limit)


@register.simple_tag(takes_context=True)
def product_preview(context, product):
    """The whole page of a draft, as visitors would see it.

    Wagtail asks the model for its preview. The model names a template and this tag builds the
    page, because the page is built from the model and importing it there would be a circle."""
    page = ProductPage(product)
    values = {"product": product, "page": page, "data": product_json(page), "is_draft": True}
    return render_to_string("catalog/product.html", values, context["request"])


@register.simple_tag
def goods_at_stand(occupant, limit=3):
    """Cards of what a firm puts forward at its booth; of its newest goods where that is nothing.

    occupant: of a hall's plan."""
    if occupant.featured:
        return product_cards(occupant.featured[:limit])
    if not occupant.goods:
        return []
    newest = Product.objects.on_display().of_exhibitor(occupant.exhibitor).order_by("-pk")
    return product_cards(newest.values_list("pk", flat=True)[:limit])


@dataclass(frozen=True)
class DeskFigure:
    term: str
    value: int
    unit: str = ""


@register.simple_tag
def goods_at_a_glance(exhibitor):
    """An exhibitor's goods in four figures, for the desk's first page."""
    goods = Product.objects.of_exhibitor(exhibitor)
    variants = Variant.objects.filter(product__in=goods)
    return [
        DeskFigure(_("Shown"), goods.on_display().count()),
        DeskFigure(_("For sale"), variants.for_sale().values("product").distinct().count()),
        DeskFigure(_("In review"), goods.filter(has_state("in_progress")).count()),
        DeskFigure(_("Returned"), goods.filter(has_state("needs_changes")).count()),
    ]
