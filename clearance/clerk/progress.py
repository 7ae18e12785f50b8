"""An order's course at customs as a clerk follows it: its documents in the sequence customs hears
them, those still to come among them, and who must do what next."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from clearance.clerk.advice import status_text
from clearance.documents.kinds import FOR_CANCELLED, Trigger, kinds_for
from clearance.documents.preparation import waits_for_arrival
from clearance.models import Message
from orders.models import Return
from orders.models.order import HOLDS_MONEY, ClearanceState, FulfilmentState

State = Message.State
STAGES: Mapping[str, str] = {State.ACCEPTED: "done", State.REJECTED: "bad", State.STUCK: "bad"}
TO_GO = (State.WAITING, State.SENDING)
GOODS_TO_COME = Q(arrived_on=None) & ~Q(state__in=[Return.State.DECLINED, Return.State.CLOSED])


@dataclass(frozen=True, slots=True)
class CourseDocument:
    """A document of the order; message: None while it is not written."""

    kind: str
    message: Message | None

    @property
    def label(self):
        return Message.Kind(self.kind).label

    @property
    def name(self):
        return f"CEB{self.kind} {self.label}"

    @property
    def short_name(self):
        return f"{capfirst(self.label)} {self.kind}"

    @property
    def status_label(self):
        """What customs last said of it, else how far it has come."""
        message = self.message
        if message.status:
            return status_text(message.status, message.direction)
        return message.get_state_display()

    @property
    def stage(self):
        """done, now, bad or wait: how far it has come."""
        return STAGES.get(self.message.state, "now") if self.message else "wait"


@dataclass(frozen=True, slots=True)
class NextStep:
    """What happens next. state: of a notice: "" nobody here need act, "wait", "bad", "ok"; page:
    order, zones or the pk of a document, where a clerk does it; "" where nothing is to be done."""

    text: str
    state: str = ""
    page: str | int = ""

    def url(self, order):
        if self.page == "order":
            return order.get_absolute_url()
        if self.page == "zones":
            return reverse("clearance:zones")
        return reverse("clearance:message", args=[self.page]) if self.page else ""


def _step(text, state="", page="", **facts):
    return NextStep(text % facts, state, page)


def documents_of(order):
    """Every document of the order: what its flow asks for, then what came about besides."""
    messages = [*_newest(order.messages), *_newest(order.shared_messages)]
    documents = []
    for kind in _expected(order):
        written = [message for message in messages if message.kind == kind]
        if written or not order.cancelled_at:
            documents += [CourseDocument(kind, message) for message in written or [None]]
    expected = {document.kind for document in documents}
    others = sorted((m for m in messages if m.kind not in expected), key=lambda m: m.pk)
    return [*documents, *(CourseDocument(message.kind, message) for message in others)]


def _newest(messages):
    return messages.filter(superseded_at=None).defer("content", "details", "answer").order_by("pk")


def _expected(order):
    documents, lists = (kinds_for(order.direction, one) for one in (Trigger.PAID, Trigger.ACCEPTED))
    arrival = [Message.Kind.ARRIVAL] if not order.is_export and waits_for_arrival(order) else []
    return [*(kind.code for kind in documents), *arrival, *(kind.code for kind in lists)]


def next_step(order, documents):
    """The first thing that is left."""
    steps = (_of_trouble, _of_the_end, _of_money, _of_sending, _of_answers, _of_writing, _of_goods)
    return next(progress for step in steps if (progress := step(order, documents)))


def _of_trouble(order, documents):
    for document in documents:
        if document.stage == "bad" and (not order.cancelled_at or document.kind in FOR_CANCELLED):
            text = _("%(document)s is to do: its page shows the reason and the remedy.")
            return _step(text, "bad", document.message.pk, document=document.name)
    return None


def _of_the_end(order, documents):
    under_way = any(p.kind in FOR_CANCELLED and p.stage == "now" for p in documents)
    if order.cancelled_at and not under_way:
        return _step(_("The order is cancelled. Nothing to do here."))
    return None


def _of_money(order, documents):
    if documents and any(document.message for document in documents):
        return None
    if order.payment_state not in HOLDS_MONEY:
        return _step(_("Its documents are prepared as soon as the payment arrives."))
    return _step(_("Paid; its documents are prepared within seconds."))


def _of_sending(order, documents):
    to_go = (one for one in documents if one.message and one.message.state in TO_GO)
    document = next(to_go, None)
    if document is None:
        return None
    switch = getattr(order.zone, "switch", None)
    if switch and switch.stopped_at:
        text = _("Sending is stopped for %(zone)s: %(document)s is sent once a clerk resumes it.")
        return _step(text, "wait", "zones", document=document.name, zone=order.zone.name)
    if document.message.tries:
        text = _("%(document)s could not be delivered; it is retried automatically.")
        return _step(text, "wait", document=document.name)
    return _step(_("%(document)s is sent automatically within seconds."), document=document.name)


def _of_answers(order, documents):
    if order.clearance_state == ClearanceState.HELD:
        text = _(
            "Customs inspects or holds the goods: wait for its decision, or ask the customs agent."
        )
        return _step(text, "wait")
    for document in documents:
        if document.message and document.message.state == State.SENT:
            text = _(
                "%(document)s has been with customs since %(since)s. The receipt arrives "
                "automatically."
            )
            since = _moment(document.message.sent_at)
            return _step(text, document=document.name, since=since)
    return None


def _moment(at):
    return date_format(timezone.localtime(at), "m-d H:i") if at else "—"


def _of_writing(order, documents):
    document = next((one for one in documents if one.message is None), None)
    if document is None:
        return None
    if document.kind == Message.Kind.ARRIVAL:
        return _step(
            _(
                "The arrival list (CEB711) is generated automatically once the carrier "
                "reports a flight."
            )
        )
    text = _("%(document)s is generated automatically within seconds.")
    return _step(text, document=document.name)


def _of_goods(order, documents):
    if back := order.returns.filter(GOODS_TO_COME).first():
        text = (
            _("Return %(number)s: record on the order's page when the goods are back.")
            if back.send_to
            else _("Return %(number)s is to do: enter the return address on the order's page.")
        )
        return _step(text, "wait", "order", number=back.number)
    if order.fulfilment_state in (FulfilmentState.WAITING, FulfilmentState.PACKED):
        if hasattr(order, "pickup"):
            return _step(_("Released. The counter prepares it and hands it over."))
        text = _("Released. Record on the order's page when the parcel leaves the zone.")
        return _step(text, page="order")
    if order.fulfilment_state == FulfilmentState.SHIPPED:
        text = _(
            "In transit. The carrier reports when it is signed for, or it is recorded on the "
            "order's page."
        )
        return _step(text, page="order")
    return _step(_("Everything is done."), "ok")
