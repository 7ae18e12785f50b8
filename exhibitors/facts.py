"""The exhibitors' figure on the front page (the hook `home_facts`)."""

from django.db.models import Count
from django.utils.translation import gettext as _

from core.minute_cache import KeyedMinuteCache
from exhibitors.models import Exhibitor, Participation
from expo.facts import Fact


def exhibitors(edition_pk):
    count, countries = _figures.of(edition_pk)
    # the front page leaves a figure out rather than show a nought
    if not count:
        return None
    return Fact(
        _("Exhibitors"), f"{count:,}", _("from %(n)s countries and regions") % {"n": countries}
    )


def _count(edition_pk):
    here = Participation.objects.accepted().filter(edition=edition_pk)
    row = here.aggregate(
        count=Count("exhibitor"), countries=Count("exhibitor__country", distinct=True)
    )
    return row["count"], row["countries"]


_figures = KeyedMinuteCache(_count, Exhibitor, Participation)
