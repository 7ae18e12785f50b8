"""What is on today in a hall and at its stands."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from expo.programme.models import Session

NEXT = 3  # sessions of the hall on the card of a stand that has none itself


@dataclass
class HallDay:
    """Sessions of today, in order of time."""

    sessions: list
    now: object

    @property
    def live(self):
        """Keys of the stands from which a session is broadcast at this moment."""
        return frozenset(
            each.stand_id
            for each in self.sessions
            if each.stand_id and each.live_url and each.starts_at <= self.now < each.ends_at
        )

    def at(self, stand):
        return [each for each in self.sessions if each.stand_id == stand.pk]

    def next_in_hall(self):
        return [each for each in self.sessions if each.ends_at > self.now][:NEXT]


def today(edition_pk, hall):
    now = timezone.localtime()
    morning = now.replace(hour=0, minute=0, second=0, microsecond=0)
    here = Session.objects.filter(Q(hall=hall) | Q(stand__hall=hall), edition=edition_pk)
    sessions = here.filter(starts_at__lt=morning + timedelta(days=1), ends_at__gt=morning)
    return HallDay(list(sessions), now)
