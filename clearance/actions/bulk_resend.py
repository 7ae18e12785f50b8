"""Many documents sent again at a clerk's word: the row is the promise, workers do it in steps."""

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from clearance.actions.resend import send_again
from clearance.clerk import queues
from clearance.documents.kinds import ALIVE
from clearance.models import BulkResend, Message
from core.background.batch import process_each
from evidence import actions as evidence

State = Message.State
AT_ONCE, STEPS = 100, 5


def may_go_again(asked):
    """The documents a bulk resend means. asked: a page's filters, or {"pks": […]}."""
    found = queues.of_pks(asked["pks"]) if "pks" in asked else queues.documents(asked)
    return found.filter(ALIVE, state__in=[State.STUCK, State.REJECTED])


@transaction.atomic
def resend_many(asked, *, actor, token):
    """The BulkResend of these documents, once for each form; None where there are none."""
    found = may_go_again(asked)
    count, upto = found.count(), found.aggregate(last=Max("pk"))["last"]
    if not count:
        return BulkResend.objects.filter(token=token).first()
    facts = {"by": actor, "asked": asked, "count": count, "upto": upto}
    resend, is_new = BulkResend.objects.get_or_create(token=token, defaults=facts)
    if is_new:
        payload = {"count": count, "asked": asked, "upto": upto}
        evidence.record(
            subject=f"bulk {resend.pk}", kind="many sent again", payload=payload, actor=actor
        )
    return resend


def carry_on_resends():
    """The sweep: the next steps of every bulk resend that is not done."""
    for _ in range(STEPS):
        open_ones = BulkResend.objects.filter(done_at=None).values_list("pk", flat=True)
        if not process_each(carry_on, list(open_ones)):
            break


def carry_on(pk):
    """One step; True if documents went. A killed worker's step is done again: what went already
    is no longer stuck or rejected, and its new version lies beyond `upto`."""
    resend = BulkResend.objects.select_related("by").get(pk=pk)
    step = may_go_again(resend.asked).filter(pk__gt=resend.reached, pk__lte=resend.upto)
    step = list(step.order_by("pk")[:AT_ONCE])
    if not step:
        BulkResend.objects.filter(pk=pk, done_at=None).update(done_at=timezone.now())
        return False
    sent = process_each(lambda message: send_again(message, actor=resend.by), step)
    mine = BulkResend.objects.filter(pk=pk, reached=resend.reached)
    return bool(mine.update(reached=step[-1].pk, sent=F("sent") + sent))
