from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page, Site
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.blocks import BodyBlock
from core.minute_cache import KeyedMinuteCache, MinuteCache
from expo.pages import home_context
from expo.pages.edition import EditionPage
from expo.pages.programme import ProgrammePage


class HomePage(Page):
    headline = models.TextField(
        _("headline"), max_length=80, blank=True, help_text=_("A line break starts a new line.")
    )
    lead = models.CharField(_("lead"), max_length=200, blank=True)
    searches = models.CharField(
        _("suggested searches"),
        max_length=120,
        blank=True,
        help_text=_("Words, separated by commas."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    current_edition = models.ForeignKey(
        "expo.EditionPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("edition"),
    )

    content_panels = [
        *Page.content_panels,
        "headline",
        "lead",
        "searches",
        "body",
        "current_edition",
    ]
    override_translatable_fields = [
        # translated, not shared: an English visitor searches in English
        TranslatableField("searches"),
        SynchronizedField("current_edition"),
    ]
    # one a language: each translation stands below the root too
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, *args, **kwargs):
        programme_page = _programmes.of(get_language())
        context = home_context.context_of(self, _edition.get(), programme_page)
        return super().get_context(request, *args, **kwargs) | context


def current_edition():
    """The edition the home page names, else the newest live one that is neither planned nor
    archived, else any; in the site's first language. None where no edition is live."""
    first_language = {"locale__language_code": "zh-hans"}
    homes = HomePage.objects.live().filter(current_edition__live=True, **first_language)
    if home := homes.select_related("current_edition").first():
        return home.current_edition
    return EditionPage.objects.live().in_first_language().leading_first().first()


def _read_programme(_language):
    edition = _edition.get()
    return edition.localized.programme_page if edition else None


# for the home page alone, which changes nothing by them: like the frame they may be a minute old
_edition = MinuteCache(current_edition, HomePage, EditionPage, Site)
_programmes = KeyedMinuteCache(_read_programme, HomePage, EditionPage, ProgrammePage, Site)
