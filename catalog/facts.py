"""The catalogue's figure on the front page (the hook `home_facts`)."""

from django.utils.translation import gettext as _

from catalog.models import Product
from expo.facts import Fact


def goods_on_show():
    products = Product.objects.on_display()
    count = products.count()
    if not count:
        return None
    origins = products.exclude(origin="").values("origin").distinct().count()
    return Fact(
        _("Goods on show"), f"{count:,}", _("from %(n)s countries and regions") % {"n": origins}
    )
