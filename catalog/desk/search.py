"""Which of an exhibitor's own goods a member means."""

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from catalog.models import Product, Variant


def find_goods(exhibitor, text):
    """The exhibitor's goods, drafts too, whose name or SKU holds the text, or which the site's
    search finds by it: words in any order, pinyin, initials (settings.OWN_GOODS_FINDER)."""
    understood = import_string(settings.OWN_GOODS_FINDER)(exhibitor, text)
    return Product.objects.of_exhibitor(exhibitor).filter(
        Q(name_zh__icontains=text)
        | Q(name_en__icontains=text)
        | Q(pk__in=Variant.objects.filter(sku__icontains=text).values("product"))
        | Q(pk__in=understood)
    )
