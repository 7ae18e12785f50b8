"""When the documents of customs forget (the table is `accounts/retention.py`).

A document keeps the digest of its bytes as sent when a number in them is masked, or they are gone:
a copy elsewhere can still be proved to be the one."""

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


def erase_identity_numbers(before):
    """R-PRIV-6: the number itself, and every copy of it in documents, receipts and their texts."""
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
    try:
        number = decrypt_identity(buyer.id_number)
    except UnreadableIdentityError:  # no key opens it: then the documents' copies go as a whole
        messages.update(content=b"")
    else:
        _mask_in_bytes(messages, number)
        _mask_in_bytes(Receipt.objects.filter(items__message__in=messages).distinct(), number)
        _mask_in_texts(messages, number)
    Batch.objects.filter(messages__in=messages).update(content=b"")
    if not keeping.erase_number(buyer):
        return False
    evidence.record(subject=f"buyer {buyer.pk}", kind="erased", payload={"what": "identity number"})
    return True


def _mask_in_bytes(rows, number):
    plain, masked = number.encode(), mask(number).encode()
    for row in rows.only("pk", "content"):
        if plain in bytes(row.content):
            row.content = bytes(row.content).replace(plain, masked)
            row.save(update_fields=["content"])


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
    return _each_of(keeping.outdated_orders(before).select_related("group"), _erase_people)


@transaction.atomic
def _erase_people(order):
    messages = Message.objects.filter(order=order)
    Batch.objects.filter(messages__in=messages).update(content=b"")
    _receipts_of_none_but(order).update(content=b"")
    messages.update(content=b"", details={}, answer={})
    order.payment_data_requests.update(request="", upload="")
    keeping.erase_people(order)
    return True


def _receipts_of_none_but(order):
    """Receipts about this order's documents. One may speak of many orders' documents, and is kept
    as long as the last of them."""
    others = keeping.not_erased().exclude(pk=order.pk)
    kept = ReceiptItem.objects.filter(receipt=OuterRef("pk"), message__order__in=others)
    return Receipt.objects.filter(~Exists(kept), items__message__order=order)
