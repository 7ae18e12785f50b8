"""A receipt arrives: kept word for word at once, read and applied afterwards."""

import hashlib
import logging

from celery.exceptions import SoftTimeLimitExceeded
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from ceb import UnreadableDocumentError, beijing_stamp, parse_receipts
from ceb.envelope import is_answer, read_answers
from ceb.identifiers import from_beijing_stamp
from ceb.signatures.signing import SignatureError
from clearance.backoff import retry_delay
from clearance.locking import unclaimed
from clearance.models import Receipt, ReceiptItem
from clearance.models.stored_errors import (
    NOT_READ_TO_THE_END,
    TOO_MANY_ITEMS,
    UNREADABLE_HERE,
    stored_error,
)
from clearance.receipts.apply import EXCHANGE, apply_item
from clearance.signing import verified_document
from core.background.batch import process_each
from evidence import actions as evidence
from orders.identity.numbers import mask, mask_within

log = logging.getLogger(__name__)
MAX_RECEIPT_BYTES = 4 * 1024 * 1024  # bytes
MAX_ITEMS = 1_000  # in one receipt; a message carries 100 documents at most
AT_ONCE = 200  # rows written by one statement
SUSPECT_AFTER = 3  # tries in which nobody read it to the end


def receive(content, transport):
    """Keep a receipt; the row, and whether it is new. A repeated one is only counted.

    content: bytes as they came, not yet believed to be XML."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        with transaction.atomic():
            receipt = Receipt.objects.create(digest=digest, content=content, transport=transport)
            evidence.record(
                subject=f"receipt {digest[:16]}",
                kind="receipt arrived",
                payload={"digest": digest, "channel": transport, "bytes": len(content)},
            )
            return receipt, True
    # the same bytes again, or another worker with them at this moment
    except IntegrityError:
        Receipt.objects.filter(digest=digest).update(arrivals=F("arrivals") + 1)
        return Receipt.objects.get(digest=digest), False


def read_pending_receipts(limit=200):
    """Read and apply receipts nobody has read yet; the guarantee behind the early task."""
    waiting = Receipt.objects.filter(read_at=None, due_at__lte=timezone.now())
    waiting = waiting.order_by("due_at", "pk").only("pk", "tries")
    return process_each(read_in_turn, list(waiting[:limit]))


def read_in_turn(receipt):
    """`read_receipt`. One whose reader does not live to the end has its next try later, and later
    each time, behind what else waits; a clerk is shown it meanwhile."""
    tries = receipt.tries + 1
    turn = {"tries": tries, "due_at": timezone.now() + retry_delay(tries)}
    # a clerk must see it: it may be what readers die of
    if tries > SUSPECT_AFTER:
        turn["last_error"] = NOT_READ_TO_THE_END
    unread = Receipt.objects.filter(pk=receipt.pk, read_at=None, tries=receipt.tries)
    with transaction.atomic():  # who reads it at this moment has the lock
        if not unclaimed(unread).values_list("pk", flat=True) or not unread.update(**turn):
            return False
    return read_receipt(receipt.pk)


def read_receipt(receipt_id):
    """Put a receipt's items on file, then apply each by itself. True if this call did it."""
    items = store_items(receipt_id)
    process_each(apply_item, items or ())  # what fails is tried again by the periodic task
    return items is not None


@transaction.atomic
def store_items(receipt_id):
    """The receipt's items as rows, once; None if another worker has done it or is at it: nobody
    stands and waits behind a long one."""
    receipt = unclaimed(Receipt.objects.filter(pk=receipt_id, read_at=None)).first()
    if receipt is None:
        return None
    Receipt.objects.filter(pk=receipt_id).update(read_at=timezone.now())
    try:
        kind, rows = rows_of(bytes(receipt.content))
    except (UnreadableDocumentError, SignatureError) as exc:
        return mark_unreadable(receipt_id, stored_error(exc.code, exc.detail))
    except SoftTimeLimitExceeded:
        raise  # the task's own time is over: it is no error of the receipt
    except Exception as exc:  # a reader's own mistake is for a clerk to see, and holds up nobody
        log.exception("receipt %s can't be read", receipt_id)
        reason = stored_error(UNREADABLE_HERE, f"{type(exc).__name__}: {exc}")
        return mark_unreadable(receipt_id, reason)
    if len(rows) > MAX_ITEMS:
        reason = stored_error(TOO_MANY_ITEMS, f"{len(rows)} > {MAX_ITEMS}")
        return mark_unreadable(receipt_id, reason)
    Receipt.objects.filter(pk=receipt_id).update(kind=kind, last_error="")
    items = [ReceiptItem(receipt=receipt, **row) for row in rows]
    return ReceiptItem.objects.bulk_create(items, batch_size=AT_ONCE)


def mark_unreadable(receipt_id, reason):
    Receipt.objects.filter(pk=receipt_id).update(last_error=reason[:1000])
    return []


def rows_of(content):
    """(kind, items as rows) of customs' receipt, or of the exchange platform's own answer: either
    is believed only with customs' signature where its certificates are named."""
    document = verified_document(content)
    if is_answer(document):
        return EXCHANGE, [exchange_row(answer) for answer in read_answers(document)]
    items = parse_receipts(document)
    return items[0].kind if items else "", [as_row(item) for item in items]


def exchange_row(answer):
    return {
        "kind": EXCHANGE,
        "business_key": answer.copmsg_id[:120],
        "status": answer.code[:10],
        "return_time": "",  # it has no clock of its own, and needs none: each transmission is one
        "info": answer.info[:1000],
    }


def customs_time(item):
    """Customs' time of a receipt, as it sends it. What is no time might stand above all that
    customs says later: it counts as said now."""
    stamp = item.return_time.strip()
    return stamp if from_beijing_stamp(stamp) else beijing_stamp(timezone.now(), 17)


def as_row(item):
    """What is read by people and written into timeline, e-mails and ledger names nobody's number;
    the receipt itself keeps customs' text (R-PRIV-6). Blanks around a value, which customs' own
    sample of a 624 has around its key, belong to the text and to no number."""
    return {
        "kind": item.answers or item.kind,
        "business_key": item.key.strip()[:120],
        "status": item.status[:10],
        "return_time": customs_time(item),
        "info": mask_within(item.info, timezone.localdate())[:1000],
        "data": {
            name: mask(value) if name.endswith("IdNumber") else value.strip()
            for name, value in {**item.values, **item.extra}.items()
        },
    }
