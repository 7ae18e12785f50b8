"""The catalogue's figure on the front page (the hook `home_facts`)."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from catalog.models import Product
from core.minute_cache import MinuteCache
from expo.facts import Fact


def goods_on_show(_edition_pk: int | None) -> Fact | None:
    count, origins = _figures.get()
    if not count:
        return None
    return Fact(
        _("Goods on show"), f"{count:,}", _("from %(n)s countries and regions") % {"n": origins}
    )


def _count() -> tuple[int, int]:
    row = Product.objects.on_display().aggregate(
        count=Count("pk"), origins=Count("origin", distinct=True, filter=~Q(origin=""))
    )
    return row["count"], row["origins"]


_figures = MinuteCache(_count, Product)
