from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from core.blocks import BodyBlock
from expo.pages import plain_text
from expo.pages.translation_fields import SAME_ADDRESS, not_translated


class InfoPage(RoutablePageMixin, Page):
    """Rules, agreements, help: a plain page that can be taken home as text (R-DISP-1: rules and
    agreements are downloadable, and changes are out 7 days before they hold)."""

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "link"])
    version = models.CharField(_("version"), max_length=20, blank=True)
    effective_on = models.DateField(
        _("in force from"),
        null=True,
        blank=True,
        help_text=_("Publish changed rules at least 7 days before this date."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    content_panels = [
        *Page.content_panels,
        "intro",
        MultiFieldPanel(["version", "effective_on"], _("In force")),
        "body",
    ]
    override_translatable_fields = [SAME_ADDRESS, *not_translated("version", "effective_on")]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["expo.HomePage", "expo.InfoPage"]

    class Meta:
        verbose_name = _("information page")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "children": self.get_children().live(),
            "siblings": self.get_siblings(inclusive=False).type(InfoPage).live(),
        }

    @path("download/", name="download")
    def download(self, request):
        return plain_text.download(self)
