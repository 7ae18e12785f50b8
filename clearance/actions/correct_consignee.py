"""A clerk corrects to whom and where an order goes. Order and waybill go out in a new version at
once; a rejected list follows by itself when customs has accepted them (R-DOC-3)."""

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from clearance.actions.resend import goes_as_change
from clearance.documents.kinds import LISTS, NAME_THE_CONSIGNEE
from clearance.documents.preparation import write_version
from clearance.locking import locked_order
from clearance.models import Correction, Message
from core.background.batch import process_each
from evidence import actions as evidence
from orders.actions.correct_consignee import correct_consignee
from orders.actions.update_clearance import set_clearance_state
from orders.errors import OrderActionError
from orders.models.order import ClearanceState

State = Message.State
UNSETTLED = (State.SENDING, State.SENT)
UNSETTLED_PAPERS = Message.objects.filter(
    order=OuterRef("order"), superseded_at=None, kind__in=NAME_THE_CONSIGNEE
).exclude(state=State.ACCEPTED)


def why_not_correct(order):
    """Sentences; none: it may be corrected."""
    if order.is_export:
        return [_("Papers of an export name no consignee: there is nothing to correct.")]
    if order.cancelled_at:
        return [_("The order is cancelled.")]
    if order.clearance_state == ClearanceState.RELEASED:
        return [_("Customs has released it: the address can no longer change.")]
    current = list(Message.objects.filter(order=order, superseded_at=None))
    if any(m.kind in LISTS and m.state not in (State.REJECTED, State.STUCK) for m in current):
        return [_("Customs has the declaration list: wait for its answer, or have it cancelled.")]
    if any(m.kind in NAME_THE_CONSIGNEE and is_on_its_way(m) for m in current):
        return [_("A document is on its way just now: wait for customs' answer, then correct it.")]
    return []


def is_on_its_way(paper):
    """It may have reached its receiver, who has not yet said what it thinks of it."""
    return paper.state in UNSETTLED or (paper.state == State.WAITING and paper.tries > 0)


def correct(order_id, fields, *, actor, reason, token):
    """The Correction. fields: consignee, mobile, district_code, detail; token: of the form, so that
    a double click corrects once. Raises OrderActionError with the reasons, also if nothing
    changed."""
    try:
        return _correct(order_id, fields, actor=actor, reason=reason, token=token)
    except IntegrityError:  # the other click was faster
        if (twin := Correction.objects.filter(token=token).first()) is None:
            raise
        return twin


@transaction.atomic
def _correct(order_id, fields, *, actor, reason, token):
    order = locked_order(order_id)
    if twin := Correction.objects.filter(token=token).first():
        return twin
    current = Message.objects.filter(order=order, superseded_at=None)
    list(current.select_for_update(of=("self",)))  # before the diary takes the ledger
    if reasons := why_not_correct(order):
        raise OrderActionError(*reasons)
    changes = correct_consignee(order, **fields, actor=actor, reason=reason)
    if not changes:
        raise OrderActionError(_("Nothing was changed."))
    order.corrections.filter(done_at=None).update(done_at=timezone.now())  # this one takes over
    correction = Correction.objects.create(
        token=token, order=order, by=actor, reason=reason, changes=changes
    )
    again = [restate(paper) for paper in current.filter(kind__in=NAME_THE_CONSIGNEE)]
    if not current.filter(kind__in=LISTS).exists():
        Correction.objects.filter(pk=correction.pk).update(done_at=timezone.now())
    move_on(order, actor)
    evidence.record_all([replaced(message, actor) for message in again])
    return correction


def restate(paper):
    """The same document from the order as it now stands; the old version is kept beside it."""
    mine = Message.objects.filter(pk=paper.pk, state=paper.state, superseded_at=None)
    facts = {"superseded_at": timezone.now()}
    if paper.state == State.WAITING:  # written and never sent
        mine, facts = mine.filter(tries=0), facts | {"state": State.STUCK}
    if not mine.update(**facts):
        raise OrderActionError(_("A document is on its way just now: wait for customs' answer."))
    return write_version(paper, version=paper.version + 1, change=is_held(paper))


def is_held(paper):
    """Does customs hold a version of it, which this one changes?"""
    if paper.state == State.ACCEPTED:
        return True
    if paper.state == State.REJECTED and goes_as_change(paper):
        return True
    before = Message.objects.filter(
        kind=paper.kind, business_key=paper.business_key, version=paper.version - 1
    ).first()
    return before is not None and is_held(before)


def move_on(order, actor):
    set_clearance_state(
        order, ClearanceState.PREPARED, allowed_from=[ClearanceState.REJECTED], actor=actor
    )


def replaced(message, actor):
    return {
        "subject": message.subject,
        "kind": "message replaced",
        "payload": {
            "message": f"CEB{message.kind}",
            "key": message.business_key,
            "version": message.version,
        },
        "actor": actor,
    }


def finish_corrections(limit=200):
    """The sweep: lists that wait until customs has accepted the corrected papers. Those whose
    papers don't stand (yet) are left out, lest they keep the others waiting."""
    ready = Correction.objects.filter(
        Q(order__cancelled_at__isnull=False) | ~Exists(UNSETTLED_PAPERS), done_at=None
    )
    return process_each(finish_correction, list(ready.values_list("pk", flat=True)[:limit]))


def corrections_held_up():
    """Corrections that wait for a clerk: customs will not have their papers."""
    rejected = UNSETTLED_PAPERS.filter(state__in=[State.REJECTED, State.STUCK])
    return Correction.objects.filter(Exists(rejected), done_at=None, order__cancelled_at=None)


@transaction.atomic
def finish_correction(pk):
    """Send the rejected list again once its papers stand. True if this call did it."""
    correction = Correction.objects.select_related("by").get(pk=pk)
    order = locked_order(correction.order_id)
    current = Message.objects.filter(order=order, superseded_at=None)
    papers = current.filter(kind__in=NAME_THE_CONSIGNEE)
    if not order.cancelled_at and papers.exclude(state=State.ACCEPTED).exists():
        return False
    mine = Correction.objects.filter(pk=pk, done_at=None)
    if not mine.update(done_at=timezone.now()) or order.cancelled_at:
        return False
    lists = current.filter(kind__in=LISTS, state__in=[State.REJECTED, State.STUCK])
    again = [restate(found) for found in lists]
    move_on(order, correction.by)
    evidence.record_all([replaced(found, correction.by) for found in again])
    return bool(again)
