"""What is said of a whole transmission: by customs, that it could not read it (CEB900), or by the
exchange platform, that it could not carry it (DxpRep)."""

from django.db import transaction
from django.utils import timezone

from ceb.codes import exchange_status
from clearance.backoff import retry_delay
from clearance.models import Batch, Message, ReceiptItem
from clearance.models.stored_errors import EXCHANGE_ANSWER, stored_error

State = Message.State
# what is said of a transmission may overtake our own note that it was sent
GONE_OUT = [Batch.State.SENDING, Batch.State.SENT]
ABOARD = [State.SENDING, State.SENT]


@transaction.atomic
def split(item):
    """item: a CEB900 naming a batch of several documents, which go out again one by one, so that
    the bad one is found and the good ones are not lost. True if this call took it."""
    batch = Batch.objects.filter(name=item.business_key, documents__gt=1).first()
    if batch is None or not claim_item(item):
        return False
    if Batch.objects.filter(pk=batch.pk, state__in=GONE_OUT).update(
        state=Batch.State.SPLIT, leased_until=None, last_error=item.info[:1000]
    ):
        unread = Message.objects.filter(batch=batch, state__in=ABOARD)
        unread.update(state=State.WAITING, due_at=timezone.now(), last_error=item.info[:1000])
    return True


@transaction.atomic
def apply_exchange_answer(item):
    """item: what the exchange platform says of an envelope it did not carry. Its own troubles pass:
    the same bytes go again; everything else waits for a clerk. True if this call took it."""
    batch = Batch.objects.filter(name=item.business_key).first()
    if batch is None or not claim_item(item):
        return False
    sent = Batch.objects.filter(pk=batch.pk, state__in=GONE_OUT)
    reason = stored_error(EXCHANGE_ANSWER, f"{item.status} {item.info}")
    aboard = Message.objects.filter(batch=batch, state__in=ABOARD)
    if exchange_status(item.status).next == "resend":
        due_at = timezone.now() + retry_delay(batch.tries)
        again = {"state": Batch.State.WAITING, "due_at": due_at, "leased_until": None}
        if sent.update(**again, last_error=reason):
            aboard.update(state=State.SENDING, last_error=reason)
    elif sent.update(state=Batch.State.SPLIT, leased_until=None, last_error=reason):
        aboard.update(state=State.STUCK, last_error=reason)
    return True


def claim_item(item):
    """Only one worker acts on an item that answers a whole transmission."""
    open_items = ReceiptItem.objects.filter(pk=item.pk, applied_at=None)
    return open_items.update(applied_at=timezone.now())
