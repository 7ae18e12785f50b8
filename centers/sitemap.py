"""The centers' pages for search engines (the hook `sitemaps`)."""

from django.urls import reverse

from centers.models import DisplayCenter
from expo.sitemap import SiteSitemap


class CenterSitemap(SiteSitemap):
    i18n = True
    alternates = True

    def items(self):
        # None: the page of all centers
        return [None, *DisplayCenter.objects.order_by("order", "pk")]

    def location(self, center):
        return center.get_absolute_url() if center else reverse("centers:centers")
