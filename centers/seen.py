"""Where goods stand, in a few words for the catalogue's cards (settings.GOODS_SEEN_AT)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from centers.models import DisplayCenter, Sample


def short_names(product_pks: list[int]) -> dict[int, str]:
    """ "Airport · CBD" by product, for those on display somewhere; one query."""
    rows = (
        Sample.objects.filter(variant__product__in=product_pks, state=Sample.State.ON_DISPLAY)
        .order_by("shelf__center__order", "shelf__center")
        .values_list("variant__product", "shelf__center__kind")
        .distinct()
    )
    words = {
        DisplayCenter.Kind.AIRPORT: _("Airport"),
        DisplayCenter.Kind.CBD: _("CBD"),
        DisplayCenter.Kind.SPECIAL_ZONE: _("Bonded zone"),
        DisplayCenter.Kind.STREET: _("Street shop"),
    }
    names: dict[int, list[str]] = {}
    for product, kind in rows:
        word = str(words[kind])
        if word not in names.setdefault(product, []):
            names[product].append(word)
    return {product: " · ".join(found) for product, found in names.items()}
