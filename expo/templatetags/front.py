from types import SimpleNamespace

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

register = template.Library()


@register.simple_tag
def sample_sheet(plates):
    """A release sheet as one will look, made of a good that is on sale now and marked as a
    sample: nothing of it claims an order that was."""
    plate = next((p for p in plates if p.price_with_tax and p.picture_url and p.for_sale), None)
    if plate is None:
        return None
    bonded = plate.mode == "bonded"
    return SimpleNamespace(
        number=pgettext("sheet", "sample"),
        picture_url=plate.picture_url,
        origin_code=plate.origin_code,
        origin_name=plate.origin_name,
        name=plate.name,
        rows=[
            SimpleNamespace(
                term=_("Trade mode"), value=_("Bonded 1210") if bonded else _("Direct 9610")
            ),
            SimpleNamespace(term=_("Papers"), value=_("four, sent together")),
        ],
        paid=plate.price_with_tax,
        tax=plate.tax,
    )
