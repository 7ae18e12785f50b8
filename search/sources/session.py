"""The programme of the edition on display."""

from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from expo.dates import full_day
from expo.models import ProgrammePage, Session, Speaker
from expo.programme import schedule
from search.documents.source import Names

from .base import EditionReader, ResultCard, all_of, itself, when_edition_changes


@dataclass(frozen=True)
class SessionCard(ResultCard):
    row: schedule.SessionRow | None = None
    day: str = ""
    track: str = ""


class SessionReader(EditionReader):
    kind, tab = "session", "programme"
    template = "search/cards/session.html"
    ends = True
    names = ("title_zh", "title_en", "speakers__name_zh", "speakers__name_en")

    def shown(self):
        """Sessions have no page but below a live programme."""
        if self.edition is None or not live_programmes(self.edition).exists():
            return Session.objects.none()
        return Session.objects.filter(edition=self.edition)

    def sources(self, pks):
        sessions = self.shown().filter(pk__in=pks).select_related("hall")
        return [self.source(session) for session in sessions.prefetch_related("speakers")]

    def source(self, session):
        halls = [session.hall] if session.hall else []
        return self.source_of(
            session.pk,
            session.title_zh,
            session.title_en,
            categories=(
                track_names(session),
                Names("", session.room_zh, session.room_en),
                *(Names("", each.name_zh, each.name_en) for each in halls),
                *(Names("", s.name_zh, s.name_en) for s in session.speakers.all()),
            ),
            description=(session.summary_zh, session.summary_en),
            published=session.starts_at,
        )

    def cards(self, pks):
        sessions = self.shown().filter(pk__in=pks).prefetch_related("speakers")
        if not sessions:
            return {}
        page = programme_page(self.edition)
        return {
            row.session.pk: SessionCard(
                title=row.title,
                url=row.url,
                text=row.session.summary,
                row=row,
                day=full_day(timezone.localtime(row.session.starts_at).date()),
                track=row.session.get_track_display(),
            )
            for row in schedule.rows(page, sessions, timezone.now())
        }

    def newest(self, matches):
        """What is past stands behind, as it does with an engine."""
        past = ExpressionWrapper(Q(ends_at__lte=timezone.now()), BooleanField())
        return matches.annotate(is_past=past).order_by("is_past", "-pk")

    def over(self, pks):
        past = Session.objects.filter(pk__in=pks, ends_at__lte=timezone.now())
        return set(past.values_list("pk", flat=True))

    @classmethod
    def watched(cls):
        return {
            Session: itself,
            Session.speakers.through: of_link,
            Speaker: lambda speaker: list(speaker.sessions.values_list("pk", flat=True)),
            **when_edition_changes(Session),
            # a page above them that is closed, or opened again
            **dict.fromkeys((ProgrammePage, PageViewRestriction), all_of(Session)),
        }


def of_link(instance):
    """Speakers joined or left: the signal names the session, or the speaker from the other side."""
    if isinstance(instance, Session):
        return [instance.pk]
    return list(instance.sessions.values_list("pk", flat=True))


def live_programmes(edition):
    programmes = ProgrammePage.objects.child_of(edition)
    for twin in edition.get_translations():
        programmes |= ProgrammePage.objects.child_of(twin)
    return programmes.live().public()


def programme_page(edition):
    """The visitor's, else the one there is."""
    own = ProgrammePage.objects.child_of(edition.localized).live().first()
    return own or live_programmes(edition).first()


def track_names(session):
    label = Session.Track(session.track).label
    with translation.override("zh-hans"):
        zh = str(label)
    with translation.override("en"):
        return Names("", zh, str(label))
