"""What search engines may read: the pages of both languages, and what apps above add by
the hook `sitemaps` (a function that returns {name: django.contrib.sitemaps.Sitemap})."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from wagtail import hooks
from wagtail.models import Page

from expo.pages.edition import EditionPage

LOWEST = 0.1
# pages of one person each: search engines have no use for them
CLOSED = (
    "accounts",
    "cart",
    "checkout",
    "orders",
    "desk",
    "counter",
    "clearance",
    "office",
    "q",
    "search/saved",
)


class SiteSitemap(Sitemap):
    """Addresses begin with SITE_URL, whatever host a request claims."""

    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class PageSitemap(SiteSitemap):
    """Every live page of both languages; the pages themselves name their translation."""

    def items(self):
        self.archived = tuple(EditionPage.objects.archived().values_list("path", flat=True))
        # depth 1 is Wagtail's root, which has no address
        pages = Page.objects.live().public().filter(depth__gt=1)
        return pages.select_related("locale").order_by("path")

    def priority(self, page):
        """Archived editions come after everything else."""
        return LOWEST if page.path.startswith(self.archived) else None

    def location(self, page):
        return page.url

    def lastmod(self, page):
        return page.last_published_at


def sitemaps():
    sections = {"pages": PageSitemap}
    for more in hooks.get_hooks("sitemaps"):
        sections |= more()
    return sections


@cache_control(max_age=3600)
def index(request):
    sites = []
    for name, sitemap in sitemaps().items():
        address = f"{settings.SITE_URL}{reverse('sitemap_section', args=[name])}"
        pages = range(2, sitemap().paginator.num_pages + 1)
        sites += [{"location": a} for a in (address, *(f"{address}?p={n}" for n in pages))]
    return render(request, "sitemap_index.xml", {"sitemaps": sites}, content_type="application/xml")


@cache_control(max_age=3600)
def section(request, section):
    return sitemap_views.sitemap(request, sitemaps(), section)


@cache_control(max_age=3600)
def robots(request):
    closed = [f"Disallow: {prefix}/{place}/" for place in CLOSED for prefix in ("", "/en")]
    lines = ["User-agent: *", "Disallow: /admin/", *closed, ""]
    lines.append(f"Sitemap: {settings.SITE_URL}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
