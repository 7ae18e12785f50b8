"""When the documents of customs forget (the table is `accounts/retention.py`).

Messages and receipts stay as they were sent and received for three years, for the law asks for them
(R-KEEP-2); what else names an identity number goes before. A document keeps the digest of its
bytes when they are gone: a copy elsewhere can still be proved to be the one."""

from contextlib import suppress

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Value
from django.db.models.functions import Replace

from clearance.models import Attempt, Batch, Message, Receipt, ReceiptItem
from core.background.batch import process_each
from evidence import actions as evidence
from orders import retention as keeping
from orders.identity.encryption import UnreadableIdentityError, decrypt_identity
from orders.identity.numbers import mask

AT_ONCE = 500
RETURNS = (Message.Kind.RETURN, Message.Kind.EXPORT_RETURN)


def erase_identity_numbers(before):
    """R-PRIV-6: the number itself, and the copies of it in what people read."""
    return _each_of(keeping.outdated_buyers(before), _erase_number)


def _each_of(queryset, erase):
    """Some rows at a time; one that can't be erased is logged by its key, and keeps none of the
    others from it. How many were."""
    ended, last = 0, 0
    # by key, not by offset: erased rows leave the queryset
    while rows := list(queryset.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        ended += process_each(erase, rows)
        last = rows[-1].pk
    return ended


@transaction.atomic
def _erase_number(buyer):
    messages = Message.objects.filter(order__buyer=buyer)
    with suppress(UnreadableIdentityError):  # of a number that no key opens no copy can be found
        _mask_in_texts(messages, decrypt_identity(buyer.id_number))
    if not keeping.erase_number(buyer):
        return False
    evidence.record(subject=f"buyer {buyer.pk}", kind="erased", payload={"what": "identity number"})
    return True


def _mask_in_texts(messages, number):
    fields = (
        (messages, "status_info"),
        (messages, "last_error"),
        (ReceiptItem.objects.filter(message__in=messages), "info"),
        (Attempt.objects.filter(message__in=messages), "detail"),
    )
    for rows, name in fields:
        quoting = rows.filter(**{f"{name}__contains": number})
        quoting.update(**{name: Replace(F(name), Value(number), Value(mask(number)))})


def erase_people(before):
    """R-KEEP-2: who ordered, paid and received, with the documents that name them."""
    return _each_of(_outdated(before).select_related("group"), _erase_people)


def _outdated(before):
    """Orders whose documents have had their three years, those of a return included."""
    documents = Message.objects.filter(order=OuterRef("pk"), kind__in=RETURNS)
    written = documents.filter(created_at__gte=before)
    answered = documents.filter(receipt_items__receipt__arrived_at__gte=before)
    return keeping.outdated_orders(before).filter(~Exists(written), ~Exists(answered))


@transaction.atomic
def _erase_people(order):
    messages = Message.objects.filter(order=order)
    _batches_of_none_but(order).update(content=b"")
    _receipts_of_none_but(order).update(content=b"")
    messages.update(content=b"", details={}, answer={})
    order.payment_data_requests.update(request="", upload="")
    keeping.erase_people(order)
    return True


def _receipts_of_none_but(order):
    """Receipts about this order's documents. One may speak of many orders' documents, and is kept
    as long as the last of them."""
    kept = ReceiptItem.objects.filter(receipt=OuterRef("pk"), message__order__in=_others(order))
    return Receipt.objects.filter(~Exists(kept), items__message__order=order)


def _batches_of_none_but(order):
    """Transmissions of this order's documents, each kept as long as the last of its orders."""
    kept = Message.objects.filter(batch=OuterRef("pk"), order__in=_others(order))
    return Batch.objects.filter(~Exists(kept), messages__order=order)


def _others(order):
    return keeping.not_erased().exclude(pk=order.pk)


@transaction.atomic
def erase_unmatched(before):
    """What no order leads to: receipts that answer none of our documents or can't be read, and
    transmissions whose documents all went out again in another. How many were erased."""
    matched = ReceiptItem.objects.filter(receipt=OuterRef("pk"), message__isnull=False)
    # `content` is unencrypted in the database where empty, so that what is left can be counted
    receipts = Receipt.objects.exclude(content=b"").filter(~Exists(matched), arrived_at__lt=before)
    ReceiptItem.objects.filter(receipt__in=receipts).update(info="", data={})
    batches = Batch.objects.exclude(content=b"").filter(messages=None, created_at__lt=before)
    return receipts.update(content=b"") + batches.update(content=b"")
