from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

LEASE = timedelta(minutes=2)
MOST_TRIES = 12


class OutgoingQuerySet(models.QuerySet):
    def waiting(self):
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now())
        return self.filter(free, sent_at__isnull=True, tries__lt=MOST_TRIES)

    def claim(self):
        """The mail that waits and was tried least, leased to the caller; None when none waits. A
        lease that runs out frees it again, and each try has a longer one."""
        waiting = self.waiting()
        for pk, tries in waiting.order_by("tries", "pk").values_list("pk", "tries")[:5]:
            until = timezone.now() + LEASE * 2 ** min(tries, 6)
            if waiting.filter(pk=pk).update(leased_until=until, tries=F("tries") + 1):
                return self.get(pk=pk)
        return None


class OutgoingMail(models.Model):
    """A mail written with the deed and sent afterwards, so that a fault of the mail server never
    reaches the deed; the sweep sends what the nudge missed. Rooms add a unique `key`, which keeps
    the same turn from being told twice, and what the mail says."""

    to = models.EmailField()
    tries = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        abstract = True
