from types import SimpleNamespace

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

register = template.Library()


@register.simple_tag
def sample_release(cards):
    """What a release sheet looks like, made of a product on sale now and marked as a sample:
    it must not claim an order that never was."""
    card = next((p for p in cards if p.price_with_tax and p.picture_url and p.for_sale), None)
    if card is None:
        return None
    bonded = card.mode == "bonded"
    return SimpleNamespace(
        number=pgettext("sheet", "sample"),
        picture_url=card.picture_url,
        origin_code=card.origin_code,
        origin_name=card.origin_name,
        name=card.name,
        rows=[
            {"term": _("Customs mode"), "value": _("Bonded 1210") if bonded else _("Direct 9610")},
            {"term": pgettext("sheet", "Documents"), "value": _("all four, sent together")},
        ],
        paid=card.price_with_tax,
        tax=card.tax,
    )
