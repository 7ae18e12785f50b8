"""The goods' pages for search engines (the hook `sitemaps`)."""

from catalog.models import Product
from expo.sitemap import SiteSitemap


class GoodsSitemap(SiteSitemap):
    i18n = True
    alternates = True
    limit = 5000  # two addresses each; a file may hold 50,000

    def items(self):
        return Product.objects.on_display().only("slug", "updated_at").order_by("pk")

    def lastmod(self, item):
        return item.updated_at
