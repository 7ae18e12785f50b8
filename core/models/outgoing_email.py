from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.background.leased_queue import CANDIDATES, LeasedQuerySet

LEASE = timedelta(minutes=2)
MAX_TRIES = 12


class OutgoingEmailQuerySet(LeasedQuerySet):
    def pending(self):
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now())
        return self.filter(free, sent_at__isnull=True, tries__lt=MAX_TRIES)

    def claim(self):
        """The pending email that was tried least, leased to the caller; None when none is pending.
        A lease that runs out frees it again, and each try has a longer one."""
        pending = self.pending()
        for pk, tries in pending.order_by("tries", "pk").values_list("pk", "tries")[:CANDIDATES]:
            until = timezone.now() + LEASE * 2 ** min(tries, 6)
            if pending.claim_one([pk], leased_until=until):
                return self.get(pk=pk)
        return None


class OutgoingEmail(models.Model):
    """An email stored in the transaction that causes it and sent afterwards, so that an error of
    the mail server never reaches that transaction. Apps add a unique `key`, which keeps one event
    from being reported twice, and what the email says."""

    to = models.EmailField()
    tries = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        abstract = True
