"""Sending the emails that wait in an app's outbox table. Safe with several workers and kill -9."""

import logging
from collections.abc import Callable

from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from core.models import OutgoingEmail

log = logging.getLogger(__name__)


def send_pending(model: type[OutgoingEmail], deliver: Callable, limit=50, **cleared) -> int:
    """Give `deliver` each pending email, least tried first; the number sent.

    cleared: fields and the value they get once the email is out (a text nobody needs any more)."""
    sent = 0
    for _n in range(limit):
        email = model.objects.claim()
        if email is None:
            break
        try:
            deliver(email)
        except SoftTimeLimitExceeded:
            raise  # the task's own time is over; the lease runs out and frees the email
        except Exception:  # whatever is wrong with the mail server, the next run tries again
            log.exception("email %s was not sent", email.key)
            continue
        unsent = model.objects.filter(pk=email.pk, sent_at=None)
        sent += unsent.update(sent_at=timezone.now(), **cleared)
    return sent
