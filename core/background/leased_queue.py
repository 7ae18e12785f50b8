"""Rows as a queue: a worker claims one by a guarded update and holds it by a lease. Of two workers
one gets the row; a worker that is killed frees it when the lease ends."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

# not one: other workers take the first ones at the same moment
CANDIDATES = 10


class LeasedQuerySet(models.QuerySet):
    """Of a model with `leased_until` and `tries`; `due` and `in_turn` ask for `state` (waiting or
    sending) and `due_at` as well."""

    def due(self, now: datetime | None = None):
        """To be sent: waiting and due, or claimed by a worker whose lease has run out."""
        now = now or timezone.now()
        return self.filter(
            Q(state="waiting", due_at__lte=now) | Q(state="sending", leased_until__lt=now)
        )

    def in_turn(self, now: datetime | None = None):
        """What is due as two queues, each in the sequence of its own partial index, however many
        wait: what a dead worker has left, then what waits."""
        now = now or timezone.now()
        left = self.filter(state="sending", leased_until__lt=now)
        waiting = self.filter(state="waiting", due_at__lte=now)
        return left.order_by("leased_until", "pk"), waiting.order_by("due_at", "pk")

    def claim_one(self, pks: Iterable[int] | None = None, **changes) -> int | None:
        """Key of the first row of this queryset that the caller, and no other worker, has claimed;
        None if there is none left. changes: what the claim writes, a lease among them.

        pks: candidates in another sequence than this queryset's."""
        if pks is None:
            pks = self.values_list("pk", flat=True)[:CANDIDATES]
        for pk in pks:
            # the filter is the guard: of two updates the second one finds no row
            if self.order_by().filter(pk=pk).update(tries=F("tries") + 1, **changes):
                return pk
        return None
