"""Many documents sent again at a clerk's word: the row is the guarantee, workers do it in steps."""

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from clearance.actions.resend import resend
from clearance.clerk import queues
from clearance.documents.kinds import ALIVE
from clearance.models import BulkResend, Message
from core.background.batch import process_each
from evidence import actions as evidence

State = Message.State
AT_ONCE, STEPS = 100, 5
MAX_AT_ONCE = 2_000  # documents of one question: their keys are posted back and kept


def resendable(filters):
    """The documents a bulk resend means. filters: a page's, or {"pks": […]}."""
    documents = queues.of_pks(filters["pks"]) if "pks" in filters else queues.documents(filters)
    return documents.filter(ALIVE, state__in=[State.STUCK, State.REJECTED])


@transaction.atomic
def resend_many(filters, *, actor, token):
    """The BulkResend of these documents, once for each form; None where there are none."""
    documents = resendable(filters)
    count, upto = documents.count(), documents.aggregate(last=Max("pk"))["last"]
    if not count:
        return BulkResend.objects.filter(token=token).first()
    facts = {"by": actor, "filters": filters, "count": count, "upto": upto}
    bulk, is_new = BulkResend.objects.get_or_create(token=token, defaults=facts)
    if is_new:
        payload = {"count": count, "asked": filters, "upto": upto}
        evidence.record(
            subject=f"bulk {bulk.pk}", kind="many sent again", payload=payload, actor=actor
        )
    return bulk


def continue_bulk_resends():
    """Periodic: the next steps of every bulk resend that is not done."""
    for _ in range(STEPS):
        open_ones = BulkResend.objects.filter(done_at=None).values_list("pk", flat=True)
        if not process_each(continue_bulk_resend, list(open_ones)):
            break


def continue_bulk_resend(pk):
    """One step; True if documents went. A killed worker's step is done again: what went already
    is no longer stuck or rejected, and its new version lies beyond `upto`."""
    bulk = BulkResend.objects.select_related("by").get(pk=pk)
    step = resendable(bulk.filters).filter(pk__gt=bulk.reached, pk__lte=bulk.upto)
    step = list(step.order_by("pk")[:AT_ONCE])
    if not step:
        BulkResend.objects.filter(pk=pk, done_at=None).update(done_at=timezone.now())
        return False
    sent = process_each(lambda message: resend(message, actor=bulk.by), step)
    bulks = BulkResend.objects.filter(pk=pk, reached=bulk.reached)
    return bool(bulks.update(reached=step[-1].pk, sent=F("sent") + sent))
