"""What an editor writes: pages of the expo, each in Chinese and English."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from expo.blocks import BodyBlock


class HomePage(Page):
    """The site's front door, above the editions."""

    lead = models.CharField(_("lead"), max_length=200, blank=True)
    body = StreamField(BodyBlock(), blank=True)
    current_edition = models.ForeignKey(
        "expo.EditionPage", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("current_edition"),
    ]
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")


class EditionPage(Page):
    """The expo of one year. The page in the site's first language owns halls, stands and
    sessions; translations show the same ones through `edition`."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        OPEN = "open", _("open for applications")
        RUNNING = "running", _("running")
        CLOSED = "closed", _("closed")

    theme = models.CharField(_("theme"), max_length=200, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PLANNED
    )
    cover = models.ForeignKey(
        "expo.ExpoImage", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    body = StreamField(BodyBlock(), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("theme"),
        MultiFieldPanel(
            [
                FieldPanel("starts_on"),
                FieldPanel("ends_on"),
                FieldPanel("place"),
                FieldPanel("state"),
            ],
            _("When and where"),
        ),
        FieldPanel("cover"),
        FieldPanel("body"),
    ]
    parent_page_types = ["expo.HomePage"]

    class Meta:
        verbose_name = _("edition")

    @property
    def edition(self):
        """The edition that owns the halls: this page in the site's first language."""
        if self.locale.language_code == "zh-hans":
            return self
        return self.get_translations().filter(locale__language_code="zh-hans").first() or self


class ProgrammePage(Page):
    """An edition's programme by day; its sessions hang on the edition."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["expo.EditionPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("programme page")


class NewsIndexPage(Page):
    intro = models.CharField(_("introduction"), max_length=300, blank=True)
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["expo.HomePage"]
    subpage_types = ["expo.NewsPage"]

    class Meta:
        verbose_name = _("news index")


class NewsPage(Page):
    published_on = models.DateField(_("date"))
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    picture = models.ForeignKey(
        "expo.ExpoImage", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    body = StreamField(BodyBlock(), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("published_on"),
        FieldPanel("summary"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    parent_page_types = ["expo.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("news")


class InfoPage(Page):
    """Rules, agreements, help: a plain page, downloadable where law asks (R-DISP-1)."""

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "link"])
    body = StreamField(BodyBlock(), blank=True)
    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    parent_page_types = ["expo.HomePage", "expo.InfoPage"]

    class Meta:
        verbose_name = _("information page")
