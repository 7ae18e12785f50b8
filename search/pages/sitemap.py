"""The lists that have goods, one for each category, brand, origin and center (the hook `sitemaps`).
From the database, so that an engine that is out takes no page away from search engines."""

from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from catalog.models import Category, Product
from centers.models import Sample
from expo.sitemap import SiteSitemap


class LandingSitemap(SiteSitemap):
    i18n = True
    alternates = True
    x_default = True
    limit = 5000

    def items(self):
        """(facet, value); ("", "") is the list of all goods."""
        return [("", ""), *_categories(), *_brands(), *_origins(), *_centers()]

    def location(self, item):
        facet, value = item
        goods = reverse("search:goods")
        return f"{goods}?{urlencode({facet: value})}" if facet else goods


def _shown():
    return Product.objects.on_display().order_by()


def _categories():
    leaves = set(_shown().values_list("category__path", flat=True).distinct())
    step = Category.steplen
    paths = {path[:end] for path in leaves for end in range(step, len(path) + 1, step)}
    for path, slug in Category.objects.order_by("path").values_list("path", "slug"):
        if path in paths:
            yield "category", slug


def _brands():
    slugs = _shown().exclude(brand=None).values_list("brand__slug", flat=True).distinct()
    return (("brand", slug) for slug in slugs.order_by("brand__slug"))


def _origins():
    """As the index takes it: the good's own, else that of what is filed for it."""
    own = _shown().exclude(origin="").values_list("origin", flat=True).distinct()
    filed = _shown().filter(Q(origin="")).exclude(variants__filing__origin=None)
    filed = filed.values_list("variants__filing__origin", flat=True).distinct()
    return (("origin", code) for code in sorted({*own, *filed} - {""}))


def _centers():
    """Centers where one of the goods stands on a shelf now."""
    on_shelves = Sample.objects.filter(
        state=Sample.State.ON_DISPLAY, variant__product__in=_shown().values("pk")
    )
    slugs = on_shelves.order_by("shelf__center__slug").values_list("shelf__center__slug", flat=True)
    return (("center", slug) for slug in slugs.distinct())
