"""Figures for the home page: what one looks like, and the expo's own."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.minute_cache import KeyedMinuteCache
from expo.halls.models import Hall, Stand
from expo.programme.models import Session


@dataclass(frozen=True, slots=True)
class Fact:
    """A big figure with its label. Apps offer theirs by the hook `home_facts`: functions of the
    present edition's pk (None without one) that return a Fact, or None where they have nothing
    true to say. A figure may be a minute old."""

    term: str
    value: str
    unit: str = ""


def stands(edition_pk):
    count, halls = _stands.of(edition_pk)
    if not count:
        return None
    return Fact(
        _("Stands"), f"{count:,}", ngettext("in %(n)s hall", "in %(n)s halls", halls) % {"n": halls}
    )


def sessions_today(edition_pk):
    count = _sessions.of((edition_pk, timezone.localdate()))
    # no figure rather than a nought: a quiet day is no news
    return Fact(_("Sessions today"), str(count), _("in the halls")) if count else None


def _count_stands(edition_pk):
    counts = {"count": Count("stands"), "halls": Count("pk", distinct=True)}
    row = Hall.objects.filter(edition=edition_pk).aggregate(**counts)
    return row["count"], row["halls"]


def _count_sessions(key):
    edition_pk, day = key
    return Session.objects.filter(edition=edition_pk, starts_at__date=day).count()


_stands = KeyedMinuteCache(_count_stands, Hall, Stand)
_sessions = KeyedMinuteCache(_count_sessions, Session)
