"""The exhibitors' figure on the front page (the hook `home_facts`)."""

from django.utils.translation import gettext as _

from exhibitors.models import Exhibitor, Participation
from expo.facts import Fact
from expo.pages.home import current_edition


def exhibitors():
    here = Exhibitor.objects.filter(
        participations__edition=current_edition(),
        participations__state=Participation.State.ACCEPTED,
    )
    count = here.count()
    # the front page leaves a figure out rather than show a nought
    if not count:
        return None
    countries = here.values("country").distinct().count()
    return Fact(
        _("Exhibitors"), f"{count:,}", _("from %(n)s countries and regions") % {"n": countries}
    )
