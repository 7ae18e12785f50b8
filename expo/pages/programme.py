from django.db import models
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from expo.pages.translation_fields import SAME_ADDRESS
from expo.programme import ical, schedule


class ProgrammePage(RoutablePageMixin, Page):
    """An edition's programme by day; its sessions hang on the edition."""

    carries_over = True  # a next edition has one too

    intro = models.CharField(_("introduction"), max_length=300, blank=True)
    content_panels = [*Page.content_panels, "intro"]
    override_translatable_fields = [SAME_ADDRESS]
    parent_page_types = ["expo.EditionPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("programme page")

    @property
    def edition(self):
        """The edition that owns the sessions (see EditionPage.edition)."""
        return self.get_parent().specific.edition

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | schedule.programme_context(
            self, request.GET
        )

    def session_url(self, session):
        return f"{self.url}{self.reverse_subpage('session', args=[session.pk])}"

    @path("<int:pk>/", name="session")
    def session(self, request, pk):
        session = get_object_or_404(self.edition.sessions, pk=pk)
        context = schedule.session_context(self, session)
        return self.render(request, context_overrides=context, template="expo/session.html")

    @path("calendar/", name="calendar")
    def calendar(self, request):
        return ical.download(self, self.edition.sessions.all(), name=self.edition.slug)

    @path("<int:pk>/calendar/", name="session_calendar")
    def session_calendar(self, request, pk):
        session = get_object_or_404(self.edition.sessions, pk=pk)
        return ical.download(self, [session], name=f"{self.edition.slug}-{pk}")
