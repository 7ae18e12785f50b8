from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.gzip import gzip_page
from wagtail.admin.panels import MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from core.blocks import BodyBlock
from core.locales import language_of
from core.minute_cache import KeyedMinuteCache
from core.models.images import picture_field
from expo.halls import hall_context
from expo.halls.models import Hall
from expo.halls.plans import follow
from expo.pages import edition_context
from expo.pages.edition_blocks import FactsBlock, PartnersBlock
from expo.pages.edition_states import SHOWS, EditionQuerySet, EditionState
from expo.pages.programme import ProgrammePage
from expo.pages.translation_fields import SAME_ADDRESS, not_translated
from expo.programme import at_stands, schedule


class EditionPage(RoutablePageMixin, Page):
    """The expo of one year. The page in the site's first language owns halls, stands and
    sessions; translations show the same ones through `edition`. Halls are drawn below the page,
    so that past editions keep theirs."""

    State = EditionState

    theme = models.CharField(_("theme"), max_length=200, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    opens_at = models.TimeField(_("opens daily"), null=True, blank=True)
    closes_at = models.TimeField(_("closes daily"), null=True, blank=True)
    place = models.CharField(_("venue"), max_length=200, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State.choices,
        default=State.PLANNED,
        help_text=_(
            "Planned: pages say nothing of free stands. Open or running: firms can apply for them. "
            "Closed: pages say so. Archived: the pages stay and lead to the present edition."
        ),
    )
    cover = picture_field(_("picture"))
    facts = StreamField(
        FactsBlock(),
        blank=True,
        verbose_name=_("facts"),
        help_text=_("At most four figures that are true of this edition, such as its exhibitors."),
    )
    partners = StreamField(
        PartnersBlock(),
        blank=True,
        verbose_name=_("partners"),
        help_text=_("Who holds and supports this edition, in the sequence shown."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *Page.content_panels,
        "theme",
        MultiFieldPanel(
            ["starts_on", "ends_on", "opens_at", "closes_at", "place", "state"], _("When and where")
        ),
        "cover",
        "facts",
        "body",
        "partners",
    ]
    override_translatable_fields = [
        SAME_ADDRESS,
        *not_translated("state", "starts_on", "ends_on", "opens_at", "closes_at"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("theme"), index.SearchField("body")]
    parent_page_types = ["expo.HomePage"]
    objects = PageManager.from_queryset(EditionQuerySet)()

    class Meta:
        verbose_name = _("edition")
        permissions = [
            ("open_editionpage", "May open the next edition and choose the home page's edition")
        ]

    @property
    def edition(self):
        """The edition that owns the halls: this page in the site's first language."""
        if language_of(self.locale_id) == "zh-hans":
            return self
        return self.get_translations().filter(locale__language_code="zh-hans").first() or self

    @property
    def owning_page(self):
        """The same, to read only: up to a minute old."""
        if language_of(self.locale_id) == "zh-hans":
            return self
        return _owners.of(self.translation_key) or self

    @property
    def shows(self):
        """What its state lets visitors see."""
        return SHOWS[self.owning_page.state]

    @property
    def programme_page(self):
        """The live programme in this page's language, or None."""
        return ProgrammePage.objects.child_of(self).live().first()

    def takes_applications(self, today):
        """Open for exhibitors, or running with stands still to be had."""
        return self.shows.stands and self.ends_on >= today

    def offers_stands(self):
        """Do its pages say which stands are free?"""
        return self.owning_page.takes_applications(timezone.localdate())

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | edition_context.context_of(self)

    def hall_url(self, hall):
        return f"{self.url}{self.reverse_subpage('hall', args=[hall.slug])}"

    # printed plans and QR codes name these addresses: they outlive the edition
    @path("halls/<slug:slug>/", name="hall")
    @method_decorator(gzip_page)  # six hundred stands are 330 KB, packed 27
    def hall(self, request, slug):
        halls = list(Hall.objects.filter(edition=self.owning_page.pk))
        hall = next((hall for hall in halls if hall.slug == slug), None)
        if hall is None:
            raise Http404
        # not `render`: it would gather all that the edition's own page shows
        context = super().get_context(request)
        day = at_stands.today(self.owning_page.pk, hall)
        context |= hall_context.context_of(self, halls, hall, request.GET, day, self.as_rows)
        # a script that is on the page already asks for the card alone
        only_card = request.GET.get("part") == "card"
        template = "expo/parts/stand_card.html" if only_card else "expo/hall.html"
        return TemplateResponse(request, template, context)

    def as_rows(self, sessions):
        """Rows of the programme of some sessions."""
        page = self.programme_page if sessions else None
        return schedule.rows(page, sessions, timezone.now())

    @path("halls/<slug:slug>/stands/", name="stands_csv")
    def stands_csv(self, request, slug):
        return hall_context.stands_csv(self, get_object_or_404(self.edition.halls, slug=slug))

    @path("halls/", name="halls")
    def first_hall(self, request):
        hall = self.edition.halls.first()
        if hall is None:
            raise Http404
        return self.hall(request, hall.slug)


def _read_owner(translation_key):
    owners = EditionPage.objects.filter(
        translation_key=translation_key, locale__language_code="zh-hans"
    )
    return owners.first()


_owners = KeyedMinuteCache(_read_owner, EditionPage)
# whether a plan marks free stands depends on its edition
follow(EditionPage)
