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

from clearance.backoff import retry_delay
from clearance.models import PaymentDataRequest
from clearance.payment_data.answers import MissingRecordError, parts_for
from clearance.signing import signer
from clearance.transports.http_client import post_limited
from evidence import actions as evidence
from orders.models import Order

State = PaymentDataRequest.State
LEASE = timedelta(minutes=2)
MAX_TRIES = 24  # more than two hours: an outage of the evening needs no clerk
ACCEPTED_CODE = "10000"


def file_question(question):
    """Keep a question about a paid order of ours; None for any other. The same session again is
    only counted; with another order it is rejected."""
    order = Order.objects.imports().filter(number=question.order_no, payments__isnull=False).first()
    if order is None:
        return None
    try:
        with transaction.atomic():
            data_request = PaymentDataRequest.objects.create(
                session_id=question.session_id, order=order, request=question.text
            )
            evidence.record(
                subject=f"order {order.number}",
                kind="payment data asked",
                payload={"session": question.session_id, "time": question.service_time},
            )
            return data_request
    except IntegrityError:
        # a session id of another order matches nothing: customs gets a refusal
        same = PaymentDataRequest.objects.filter(session_id=question.session_id, order=order)
        same.update(arrivals=F("arrivals") + 1)
        return same.first()


def send_waiting(limit=50):
    """Periodic: questions not yet answered, oldest first; how many were."""
    sent = 0
    for _ in range(limit):
        data_request = claim()
        if data_request is None:
            break
        sent += send(data_request)
    return sent


def claim():
    """A due question that this worker alone holds until the lease ends, or None."""
    now = timezone.now()
    due = PaymentDataRequest.objects.due(now).order_by("due_at")
    pk = due.claim_one(state=State.SENDING, leased_until=now + LEASE)
    return pk and PaymentDataRequest.objects.get(pk=pk)


def send(data_request):
    """True if customs has taken it."""
    try:
        text = data_request.upload or signed_upload(data_request)
    except MissingRecordError as exc:
        record_outcome(data_request, State.STUCK, last_error=f"not on file: {exc}")
        return False
    try:
        answer = upload(text)
    except httpx.HTTPError as error:
        retry_later(data_request, f"{type(error).__name__}: {error}")
        return False
    if code_of(answer) != ACCEPTED_CODE:
        retry_later(data_request, "customs did not take it", answer=answer)
        return False
    record_outcome(
        data_request, State.SENT, answer=answer[:1000], sent_at=timezone.now(), last_error=""
    )
    return True


def signed_upload(data_request):
    """Sign the text and keep it before it leaves: a successor sends the same."""
    if not settings.CLEARANCE_SIGNING["key"]:
        raise MissingRecordError("CLEARANCE_SIGNING_KEY")
    parts = parts_for(data_request.session_id, data_request.order_id, now=timezone.now())
    key = signer()
    number = settings.PAYMENT_DATA["certificate"] or key.key_name
    text = parts.to_send(number, key.sign_text(parts.to_sign()))
    PaymentDataRequest.objects.filter(pk=data_request.pk, upload="").update(upload=text)
    # the lease stays the one it was claimed with
    data_request.refresh_from_db(fields=["upload"])
    return data_request.upload


def upload(text):
    """Customs' answer, word for word. Raises httpx.HTTPError."""
    status, body = post_limited(
        httpx,
        settings.PAYMENT_DATA["url"],
        content=urlencode({"payExInfoStr": text}).encode(),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        timeout=settings.CLEARANCE_TIMEOUT,
    )
    if not 200 <= status < 300:
        raise httpx.HTTPError(f"HTTP {status}")
    return body.decode(errors="replace").replace("\0", "\ufffd")


def code_of(answer):
    try:
        return str(json.loads(answer)["code"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def retry_later(data_request, error, *, answer=""):
    facts = {"last_error": error[:1000], "answer": answer[:1000]}
    if data_request.tries >= MAX_TRIES:
        record_outcome(data_request, State.STUCK, **facts)
    else:
        record_outcome(
            data_request,
            State.WAITING,
            due_at=timezone.now() + retry_delay(data_request.tries),
            **facts,
        )


@transaction.atomic
def record_outcome(data_request, state, **facts):
    """What came of a try. That customs has taken it counts from any worker; all else only from
    the one that has the lease: once a lease ran out, another worker may have claimed it."""
    claimed = PaymentDataRequest.objects.filter(pk=data_request.pk, state=State.SENDING)
    if state != State.SENT:
        claimed = claimed.filter(leased_until=data_request.leased_until)
    if not claimed.update(state=state, leased_until=None, **facts):
        return
    upload = data_request.upload
    if state in (State.SENT, State.STUCK):
        evidence.record(
            subject=f"order {data_request.order.number}",
            kind=f"payment data {state}",
            payload={
                "session": data_request.session_id,
                "tries": data_request.tries,
                "digest": upload and hashlib.sha256(upload.encode()).hexdigest(),
            },
        )


@transaction.atomic
def resend(data_request, *, actor):
    """A clerk has put right what stopped it. True if it goes out again."""
    stuck = PaymentDataRequest.objects.filter(pk=data_request.pk, state=State.STUCK)
    if not stuck.update(state=State.WAITING, due_at=timezone.now(), tries=0, last_error=""):
        return False
    evidence.record(
        subject=f"order {data_request.order.number}",
        kind="payment data sent again",
        payload={"session": data_request.session_id},
        actor=actor,
    )
    return True
