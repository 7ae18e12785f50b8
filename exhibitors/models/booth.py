from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page

from expo.language import in_language, speaks_chinese


class BoothPage(Page):
    """An exhibitor's stand as a page, one per participation, owned by the organizers. Both
    languages are written on one form and reviewed together; the page in the English tree is an
    alias that follows this one."""

    participation = models.ForeignKey(
        "exhibitors.Participation", models.PROTECT, related_name="booths", null=True
    )
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    slogan_zh = models.CharField(_("Chinese slogan"), max_length=120, blank=True)
    slogan_en = models.CharField(_("English slogan"), max_length=120, blank=True)
    intro_zh = models.TextField(_("Chinese text"), blank=True)
    intro_en = models.TextField(_("English text"), blank=True)
    picture = models.ForeignKey(
        "expo.ExpoImage", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("title_en"),
        FieldPanel("participation"),
        MultiFieldPanel([FieldPanel("slogan_zh"), FieldPanel("slogan_en")], _("Slogan")),
        MultiFieldPanel([FieldPanel("intro_zh"), FieldPanel("intro_en")], _("Text")),
        FieldPanel("picture"),
        InlinePanel("featured", label=_("featured goods")),
    ]
    parent_page_types = ["expo.EditionPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("booth page")

    @property
    def name(self):
        return self.title if speaks_chinese() else self.title_en or self.title

    @property
    def slogan(self):
        return in_language(self, "slogan")

    @property
    def intro(self):
        return in_language(self, "intro")


class FeaturedGood(Orderable):
    """A good that a booth puts forward, in the exhibitor's order."""

    page = ParentalKey(BoothPage, on_delete=models.CASCADE, related_name="featured")
    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="featured_at")

    panels = [FieldPanel("product")]
