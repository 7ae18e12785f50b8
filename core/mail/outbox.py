"""Sending what waits in a room's table of mails. Safe with several workers and kill -9."""

import logging
from collections.abc import Callable

from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from core.models import OutgoingMail

log = logging.getLogger(__name__)


def send_waiting(mails: type[OutgoingMail], deliver: Callable, limit=50, **forgotten) -> int:
    """Give `deliver` each mail that waits, least tried first; the number sent.

    forgotten: fields and what they become once the mail is out."""
    sent = 0
    for _n in range(limit):
        mail = mails.objects.claim()
        if mail is None:
            break
        try:
            deliver(mail)
        except SoftTimeLimitExceeded:
            raise  # the sweep's own time is over; the lease gives the mail back
        except Exception:  # whatever the mail server's fault is, the next sweep tries again
            log.exception("mail %s was not sent", mail.key)
            continue
        unsent = mails.objects.filter(pk=mail.pk, sent_at=None)
        sent += unsent.update(sent_at=timezone.now(), **forgotten)
    return sent
