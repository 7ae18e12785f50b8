"""Figures for the home page: what one looks like, and the expo's own."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from expo.halls.models import Stand
from expo.pages.home import current_edition
from expo.programme.models import Session


@dataclass(frozen=True, slots=True)
class Fact:
    """A big figure with its label. Apps offer theirs by the hook `home_facts`: functions without
    arguments that return a Fact, or None where they have nothing true to say."""

    term: str
    value: str
    unit: str = ""


def stands():
    edition = current_edition()
    stands = Stand.objects.filter(hall__edition=edition)
    if edition is None or not (count := stands.count()):
        return None
    halls = edition.halls.count()
    return Fact(
        _("Stands"), f"{count:,}", ngettext("in %(n)s hall", "in %(n)s halls", halls) % {"n": halls}
    )


def sessions_today():
    edition = current_edition()
    count = Session.objects.filter(edition=edition, starts_at__date=timezone.localdate()).count()
    # no figure rather than a nought: a quiet day is no news
    return Fact(_("Sessions today"), str(count), _("in the halls")) if count else None
