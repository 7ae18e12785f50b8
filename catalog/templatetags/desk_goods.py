"""An exhibitor's goods in four figures, for the desk's first page."""

from dataclasses import dataclass

from django import template
from django.utils.translation import gettext as _

from catalog.desk.todos import has_state
from catalog.models import Product, Variant

register = template.Library()


@dataclass(frozen=True)
class DeskFigure:
    term: str
    value: int
    unit: str = ""


@register.simple_tag
def goods_at_a_glance(exhibitor):
    goods = Product.objects.of_exhibitor(exhibitor)
    variants = Variant.objects.filter(product__in=goods)
    return [
        DeskFigure(_("Shown"), goods.on_display().count()),
        DeskFigure(_("For sale"), variants.for_sale().values("product").distinct().count()),
        DeskFigure(_("In review"), goods.filter(has_state("in_progress")).count()),
        DeskFigure(_("Returned"), goods.filter(has_state("needs_changes")).count()),
    ]
