"""The ground floor's own figures for the front page."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from expo.models import Session, Stand
from expo.navigation import current_edition
from expo.pages.home_context import Fact


def stands():
    edition = current_edition()
    here = Stand.objects.filter(hall__edition=edition)
    if edition is None or not (count := here.count()):
        return None
    halls = edition.halls.count()
    return Fact(
        _("Stands"),
        f"{count:,}",
        ngettext("in %(n)s hall", "in %(n)s halls", halls) % {"n": halls},
    )


def sessions_today():
    edition = current_edition()
    count = Session.objects.filter(edition=edition, starts_at__date=timezone.localdate()).count()
    return Fact(_("Sessions today"), str(count), _("in the halls")) if count else None
