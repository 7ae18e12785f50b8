"""Taking a question in, and sending what it asks for: claimed by guarded update with a lease, sent
outside any transaction, the same text at every try."""

import hashlib
import json
from datetime import timedelta
from urllib.parse import urlencode

import httpx
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from clearance.backoff import patience
from clearance.models import PaymentDataRequest
from clearance.payment_data.answers import NotOnFile, parts_for
from clearance.signing import signer
from clearance.transports.http_client import ask
from evidence import actions as evidence
from orders.models import Order

State = PaymentDataRequest.State
LEASE = timedelta(minutes=2)
MOST_TRIES = 24  # more than two hours: an outage of the evening needs no clerk
TAKEN = "10000"


def take(question):
    """Keep a question about a paid order of ours; None for any other. The same session again is
    only counted; with another order it is refused."""
    order = Order.objects.imports().filter(number=question.order_no, payments__isnull=False).first()
    if order is None:
        return None
    try:
        with transaction.atomic():
            asked = PaymentDataRequest.objects.create(
                session_id=question.session_id, order=order, request=question.text
            )
            evidence.record(
                subject=f"order {order.number}",
                kind="payment data asked",
                payload={"session": question.session_id, "time": question.service_time},
            )
            return asked
    except IntegrityError:
        same = PaymentDataRequest.objects.filter(session_id=question.session_id, order=order)
        same.update(arrivals=F("arrivals") + 1)
        return same.first()


def send_waiting(limit=50):
    """The sweep: questions not yet answered, oldest first; how many were."""
    sent = 0
    for _ in range(limit):
        asked = claim()
        if asked is None:
            break
        sent += send(asked)
    return sent


def claim():
    now = timezone.now()
    for pk in (
        PaymentDataRequest.objects.due(now).order_by("due_at").values_list("pk", flat=True)[:5]
    ):
        mine = PaymentDataRequest.objects.due(now).filter(pk=pk)
        if mine.update(state=State.SENDING, leased_until=now + LEASE, tries=F("tries") + 1):
            return PaymentDataRequest.objects.get(pk=pk)
    return None


def send(asked):
    """True if customs has taken it."""
    try:
        text = asked.upload or written(asked)
    except NotOnFile as missing:
        keep(asked, State.STUCK, fault=f"not on file: {missing}")
        return False
    try:
        answer = upload(text)
    except httpx.HTTPError as error:
        later(asked, f"{type(error).__name__}: {error}")
        return False
    if code_of(answer) != TAKEN:
        later(asked, "customs did not take it", answer=answer)
        return False
    keep(asked, State.SENT, answer=answer[:1000], sent_at=timezone.now(), fault="")
    return True


def written(asked):
    """Sign the text and keep it before it leaves: whoever takes over sends the same."""
    if not settings.CLEARANCE_SIGNING["key"]:
        raise NotOnFile("CLEARANCE_SIGNING_KEY")
    parts = parts_for(asked.session_id, asked.order_id, now=timezone.now())
    key = signer()
    number = settings.PAYMENT_DATA["certificate"] or key.key_name
    text = parts.to_send(number, key.sign_text(parts.to_sign()))
    PaymentDataRequest.objects.filter(pk=asked.pk, upload="").update(upload=text)
    asked.refresh_from_db(fields=["upload"])  # the lease is still the one it was claimed with
    return asked.upload


def upload(text):
    """Customs' answer, word for word. Raises httpx.HTTPError."""
    status, told = ask(
        httpx,
        settings.PAYMENT_DATA["url"],
        content=urlencode({"payExInfoStr": text}).encode(),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        timeout=settings.CLEARANCE_TIMEOUT,
    )
    if not 200 <= status < 300:
        raise httpx.HTTPError(f"HTTP {status}")
    return told.decode(errors="replace").replace("\0", "\ufffd")


def code_of(answer):
    try:
        return str(json.loads(answer)["code"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def later(asked, fault, *, answer=""):
    facts = {"fault": fault[:1000], "answer": answer[:1000]}
    if asked.tries >= MOST_TRIES:
        keep(asked, State.STUCK, **facts)
    else:
        keep(asked, State.WAITING, due_at=timezone.now() + patience(asked.tries), **facts)


@transaction.atomic
def keep(asked, state, **facts):
    """What came of a try. That customs has taken it counts whoever brought it; all else only from
    whoever holds it: once a lease ran out, another worker may have it in hand."""
    mine = PaymentDataRequest.objects.filter(pk=asked.pk, state=State.SENDING)
    if state != State.SENT:
        mine = mine.filter(leased_until=asked.leased_until)
    if not mine.update(state=state, leased_until=None, **facts):
        return
    if state in (State.SENT, State.STUCK):
        evidence.record(
            subject=f"order {asked.order.number}",
            kind=f"payment data {state}",
            payload={
                "session": asked.session_id,
                "tries": asked.tries,
                "digest": hashlib.sha256(asked.upload.encode()).hexdigest() if asked.upload else "",
            },
        )


@transaction.atomic
def send_again(asked, *, actor):
    """A clerk has put right what stopped it. True if it goes out again."""
    stuck = PaymentDataRequest.objects.filter(pk=asked.pk, state=State.STUCK)
    if not stuck.update(state=State.WAITING, due_at=timezone.now(), tries=0, fault=""):
        return False
    evidence.record(
        subject=f"order {asked.order.number}",
        kind="payment data sent again",
        payload={"session": asked.session_id},
        actor=actor,
    )
    return True
