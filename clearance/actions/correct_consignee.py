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
UNSETTLED_DOCUMENTS = Message.objects.filter(
    order=OuterRef("order"), superseded_at=None, kind__in=NAME_THE_CONSIGNEE
).exclude(state=State.ACCEPTED)


def why_not_correct(order):
    """Sentences; none: it may be corrected."""
    if order.is_export:
        return [_("Export documents name no consignee: there is nothing to correct.")]
    if order.cancelled_at:
        return [_("The order has been cancelled.")]
    if order.clearance_state == ClearanceState.RELEASED:
        return [_("Customs has released it: the address can no longer be changed.")]
    current = list(Message.objects.filter(order=order, superseded_at=None))
    if any(m.kind in LISTS and m.state not in (State.REJECTED, State.STUCK) for m in current):
        return [_("Customs has the declaration list: wait for the receipt, or have it cancelled.")]
    if any(m.kind in NAME_THE_CONSIGNEE and is_on_its_way(m) for m in current):
        return [_("A document is on its way: wait for customs' receipt, then correct it.")]
    return []


def is_on_its_way(document):
    """It may have reached its receiver, who has not yet said what it thinks of it."""
    return document.state in UNSETTLED or (document.state == State.WAITING and document.tries > 0)


def correct(order_id, fields, *, actor, reason, token):
    """The Correction. fields: consignee, mobile, district_code, detail; token: of the form, so that
    a double click corrects once. Raises OrderActionError with the reasons, also if nothing
    changed."""
    try:
        return _correct(order_id, fields, actor=actor, reason=reason, token=token)
    except IntegrityError:  # the other click was faster
        if (earlier := Correction.objects.filter(token=token).first()) is None:
            raise
        return earlier


@transaction.atomic
def _correct(order_id, fields, *, actor, reason, token):
    order = locked_order(order_id)
    if earlier := Correction.objects.filter(token=token).first():
        return earlier
    current = Message.objects.filter(order=order, superseded_at=None)
    list(current.select_for_update(of=("self",)))  # before the timeline locks the ledger
    if reasons := why_not_correct(order):
        raise OrderActionError(*reasons)
    changes = correct_consignee(order, **fields, actor=actor, reason=reason)
    if not changes:
        raise OrderActionError(_("Nothing was changed."))
    order.corrections.filter(done_at=None).update(done_at=timezone.now())  # this one takes over
    correction = Correction.objects.create(
        token=token, order=order, by=actor, reason=reason, changes=changes
    )
    again = [rewrite(document) for document in current.filter(kind__in=NAME_THE_CONSIGNEE)]
    if not current.filter(kind__in=LISTS).exists():
        Correction.objects.filter(pk=correction.pk).update(done_at=timezone.now())
    mark_prepared(order, actor)
    evidence.record_all([replacement_entry(message, actor) for message in again])
    return correction


def rewrite(document):
    """The same document from the order as it now stands; the old version is kept beside it."""
    unchanged = Message.objects.filter(pk=document.pk, state=document.state, superseded_at=None)
    facts: dict[str, object] = {"superseded_at": timezone.now()}
    if document.state == State.WAITING:  # written and never sent
        unchanged, facts = unchanged.filter(tries=0), facts | {"state": State.STUCK}
    if not unchanged.update(**facts):
        raise OrderActionError(_("A document is on its way: wait for customs' receipt."))
    return write_version(document, version=document.version + 1, change=is_with_customs(document))


def is_with_customs(document):
    """Does customs hold a version of it, which this one changes?"""
    if document.state == State.ACCEPTED:
        return True
    if document.state == State.REJECTED and goes_as_change(document):
        return True
    before = Message.objects.filter(
        kind=document.kind, business_key=document.business_key, version=document.version - 1
    ).first()
    return before is not None and is_with_customs(before)


def mark_prepared(order, actor):
    set_clearance_state(
        order, ClearanceState.PREPARED, allowed_from=[ClearanceState.REJECTED], actor=actor
    )


def replacement_entry(message, actor):
    return message.ledger_entry("message replaced", version=message.version, actor=actor)


def finish_corrections(limit=200):
    """Periodic: lists that wait until customs has accepted the corrected documents. Those whose
    documents are not accepted (yet) are left out, lest they keep the others waiting."""
    ready = Correction.objects.filter(
        Q(order__cancelled_at__isnull=False) | ~Exists(UNSETTLED_DOCUMENTS), done_at=None
    )
    return process_each(finish_correction, list(ready.values_list("pk", flat=True)[:limit]))


def blocked_corrections():
    """Corrections that wait for a clerk: customs does not accept their documents."""
    failed = UNSETTLED_DOCUMENTS.filter(state__in=[State.REJECTED, State.STUCK])
    return Correction.objects.filter(Exists(failed), done_at=None, order__cancelled_at=None)


@transaction.atomic
def finish_correction(pk):
    """Send the rejected list again once its documents are accepted. True if this call did it."""
    correction = Correction.objects.select_related("by").get(pk=pk)
    order = locked_order(correction.order_id)
    current = Message.objects.filter(order=order, superseded_at=None)
    documents = current.filter(kind__in=NAME_THE_CONSIGNEE)
    if not order.cancelled_at and documents.exclude(state=State.ACCEPTED).exists():
        return False
    open_ones = Correction.objects.filter(pk=pk, done_at=None)
    if not open_ones.update(done_at=timezone.now()) or order.cancelled_at:
        return False
    lists = current.filter(kind__in=LISTS, state__in=[State.REJECTED, State.STUCK])
    again = [rewrite(outdated) for outdated in lists]
    mark_prepared(order, correction.by)
    evidence.record_all([replacement_entry(outdated, correction.by) for outdated in again])
    return bool(again)
