"""The guarantee behind the notifications: whatever is still open is polled."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from core.background.batch import process_each
from orders.models import GatewayEvent, PaymentAttempt
from orders.payments.attempts import close_attempt, settle
from orders.payments.base import GatewayError, UnknownPaymentError
from orders.payments.notifications import process_notification
from orders.payments.registry import gateway_named

log = logging.getLogger(__name__)


def poll_payments(now=None, limit=200):
    """Poll attempts that have been open for PAYMENT_POLL_MINUTES, and close those nobody
    needs any more. Returns how many were polled. Two workers never poll the same one."""
    now = now or timezone.now()
    before = now - timedelta(minutes=settings.PAYMENT_POLL_MINUTES)
    quiet = PaymentAttempt.objects.unsettled().filter(
        Q(polled_at=None, created_at__lte=before) | Q(polled_at__lte=before)
    )

    def poll(attempt):
        # a conditional update is the claim: no lock is kept over the call
        claimed = quiet.filter(pk=attempt.pk, polled_at=attempt.polled_at).update(polled_at=now)
        if claimed:
            _poll(attempt, now)
        return claimed

    return process_each(poll, quiet.select_related("group").order_by("polled_at", "pk")[:limit])


def _poll(attempt, now):
    # nobody needs its money any more; closing records it if it came after all
    if attempt.group.pay_by <= now or not attempt.group.orders.awaiting().exists():
        close_attempt(attempt)
    elif attempt.reference:
        try:
            settle(attempt.reference, gateway=gateway_named(attempt.provider))
        except UnknownPaymentError:
            close_attempt(attempt)
        except GatewayError as exc:
            log.warning("attempt %s: %s", attempt.reference, exc)


def process_unread(now=None, limit=200):
    """Process the notifications that nobody has read, after the task at commit had its chance."""
    before = (now or timezone.now()) - timedelta(seconds=20)
    unread = GatewayEvent.objects.unread().filter(received_at__lte=before).order_by("pk")
    return process_each(process_notification, unread[:limit])
