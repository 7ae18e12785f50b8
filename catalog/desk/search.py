"""Which of an exhibitor's own goods a member means."""

from django.db.models import Q
from wagtail import hooks

from catalog.models import Product, Variant


def find_goods(exhibitor, text):
    """The exhibitor's goods, drafts too, whose name or SKU holds the text, or which the site's
    search finds by it: words in any order, pinyin, initials (the hook `own_goods_search`)."""
    matches = Q()
    for own_goods_search in hooks.get_hooks("own_goods_search"):
        matches |= Q(pk__in=own_goods_search(exhibitor, text))
    return Product.objects.of_exhibitor(exhibitor).filter(
        Q(name_zh__icontains=text)
        | Q(name_en__icontains=text)
        | Q(pk__in=Variant.objects.filter(sku__icontains=text).values("product"))
        | matches
    )
