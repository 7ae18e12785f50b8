"""What a clerk does with money that needs a person. Every answer carries a note or starts a refund,
and stands in the evidence ledger."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.background.enqueue import enqueue_on_commit
from evidence import actions as evidence
from orders.errors import OrderActionError
from orders.models import GatewayEvent, PaymentAttempt, Refund
from orders.payments.refunds import confirm_refund
from orders.payments.registry import gateway_named

ANSWERABLE = (Refund.State.FAILED, Refund.State.WAITING, Refund.State.SENT)


@transaction.atomic
def retry_refund(refund, *, clerk):
    """Send a refund again under its own number, now. Raises OrderActionError where that can't
    help."""
    # the provider has declined this very refund for good: its number would bring the same answer
    rows = Refund.objects.filter(pk=refund.pk, state__in=ANSWERABLE).exclude(
        state=Refund.State.FAILED, reference__gt=""
    )
    if not rows.update(state=Refund.State.WAITING, next_try_at=None, tries=0):
        raise OrderActionError(
            _("This refund can't be sent again. Refund it another way and record how.")
        )
    enqueue_on_commit("orders.execute_refunds")
    _record(f"refund {refund.number}", "refund_retried", clerk)


def settle_refund(refund, *, note, clerk):
    """The buyer has the money by other means, which `note` names."""
    failed = (Refund.State.FAILED,)
    refund = Refund.objects.get(pk=refund.pk)
    if not confirm_refund(refund, actor=clerk, note=_required(note), states=failed):
        raise OrderActionError(_("Only a failed refund can be settled by hand."))


@transaction.atomic
def handle_event(event, *, note, clerk):
    """Done with a notification; `note` says what was done. Raises OrderActionError without one."""
    rows = GatewayEvent.objects.needing_a_person().filter(pk=event.pk)
    if rows.update(handled_at=timezone.now(), handled_by=clerk, note=_required(note)):
        _record(f"payment {event.reference}", f"{event.kind} handled", clerk, note=note)


def return_money(event, *, clerk):
    """Give back all of a payment that does not match its order. Raises OrderActionError,
    GatewayError."""
    attempt = PaymentAttempt.objects.filter(
        provider=event.provider, reference=event.reference
    ).first()
    if attempt is None:
        raise OrderActionError(_("This money belongs to no payment started on this site."))
    if attempt.state == PaymentAttempt.State.SUCCEEDED:
        raise OrderActionError(_("This money has already paid its order."))
    came = gateway_named(event.provider).retrieve(event.reference).amount
    _return(event, attempt, came, clerk)


@transaction.atomic
def _return(event, attempt, amount, clerk):
    attempt = PaymentAttempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.refunds.exists():
        raise OrderActionError(_("This money is already being refunded."))
    refund = Refund.objects.create(attempt=attempt, amount=amount, reason="differs", actor=clerk)
    GatewayEvent.objects.needing_a_person().filter(pk=event.pk).update(
        handled_at=timezone.now(), handled_by=clerk, note=refund.number
    )
    enqueue_on_commit("orders.execute_refunds")
    _record(f"payment {event.reference}", "money_returned", clerk, amount=str(amount))


def _required(note):
    note = note.strip()[:200]
    if not note:
        raise OrderActionError(_("Please record what was done."))
    return note


def _record(subject, kind, clerk, **facts):
    evidence.record(subject=subject, kind=kind, payload=facts, actor=clerk)
