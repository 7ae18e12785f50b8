"""A whole batch that customs could not read (CEB900): its documents go out again one by one, so
that the bad one is found and the good ones are not lost."""

from django.db import transaction
from django.utils import timezone

from clearance.models import Batch, Message, ReceiptItem

State = Message.State


@transaction.atomic
def split(item):
    """item: a CEB900 naming a batch of several documents. True if this call took it."""
    batch = Batch.objects.filter(name=item.business_key, documents__gt=1).first()
    if batch is None:
        return False
    if not ReceiptItem.objects.filter(pk=item.pk, applied_at=None).update(
        applied_at=timezone.now()
    ):
        return False
    if Batch.objects.filter(pk=batch.pk, state=Batch.State.SENT).update(
        state=Batch.State.SPLIT, fault=item.info[:1000]
    ):
        unread = Message.objects.filter(batch=batch, state__in=[State.SENDING, State.SENT])
        unread.update(state=State.WAITING, due_at=timezone.now(), fault=item.info[:1000])
    return True
