from django.core.paginator import Paginator
from django.db import models
from django.db.models.functions import Left, Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from core.blocks import BodyBlock
from core.models.images import picture_field
from expo.pages.translation_fields import SAME_ADDRESS, not_translated


class NewsIndexPage(Page):
    PER_PAGE = 20

    intro = models.CharField(_("introduction"), max_length=300, blank=True)
    content_panels = [*Page.content_panels, "intro"]
    override_translatable_fields = [SAME_ADDRESS]
    parent_page_types = ["expo.HomePage"]
    subpage_types = ["expo.NewsPage"]

    class Meta:
        verbose_name = _("news list")

    def newest(self):
        # several on one day: the last written comes first
        return NewsPage.objects.child_of(self).live().order_by("-published_on", "-pk")

    def get_context(self, request, *args, **kwargs):
        pages = Paginator(self.newest(), self.PER_PAGE)
        return super().get_context(request, *args, **kwargs) | {
            "page_obj": pages.get_page(request.GET.get("page"))
        }


class NewsPage(Page):
    published_on = models.DateField(_("date"), default=timezone.localdate)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    picture = picture_field(_("picture"))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*Page.content_panels, "published_on", "summary", "picture", "body"]
    override_translatable_fields = [SAME_ADDRESS, *not_translated("published_on")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    parent_page_types = ["expo.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("news")

    def get_context(self, request, *args, **kwargs):
        # a preview of a page not saved yet has a parent too: Wagtail sets its path
        index_page = self.get_parent().specific
        return super().get_context(request, *args, **kwargs) | {
            "index_page": index_page,
            "others": index_page.newest().exclude(pk=self.pk)[:4],
        }


def newest_below(home):
    """Live news of the live list below a home page, the newest first; one query."""
    lists = NewsIndexPage.objects.child_of(home).live()
    # a page's path begins with its parent's and is one step longer
    news = NewsPage.objects.live().annotate(above=Left("path", Length("path") - Page.steplen))
    return news.filter(above__in=lists.values("path")).order_by("-published_on", "-pk")
