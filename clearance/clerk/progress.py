"""An order's course at customs as a clerk follows it: its documents in the sequence customs hears
them, those still to come among them, and who must do what next."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clearance.documents.kinds import FOR_CANCELLED, Trigger, kinds_for
from clearance.documents.preparation import waits_for_arrival
from clearance.models import Message
from orders.models import Return
from orders.models.order import HOLDS_MONEY, ClearanceState, FulfilmentState

State = Message.State
STAGES = {State.ACCEPTED: "done", State.REJECTED: "bad", State.STUCK: "bad"}
TO_GO = (State.WAITING, State.SENDING)
GOODS_TO_COME = Q(arrived_on=None) & ~Q(state__in=[Return.State.DECLINED, Return.State.CLOSED])


@dataclass(frozen=True, slots=True)
class Paper:
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
    def stage(self):
        """done, now, bad or wait: how far it has come."""
        return STAGES.get(self.message.state, "now") if self.message else "wait"


@dataclass(frozen=True, slots=True)
class Next:
    """What happens next. state: of a notice: "" nobody here need act, "wait", "bad", "ok"; page:
    order, zones or the pk of a document, where a clerk does it; "" where nothing is to be done."""

    words: str
    state: str = ""
    page: str | int = ""

    def url(self, order):
        if self.page == "order":
            return order.get_absolute_url()
        if self.page == "zones":
            return reverse("clearance:zones")
        return reverse("clearance:message", args=[self.page]) if self.page else ""


def papers_of(order):
    """Every Paper of the order: what its way asks for, then what came about besides."""
    found = [*_newest(order.messages), *_newest(order.shared_messages)]
    papers = []
    for kind in _expected(order):
        written = [message for message in found if message.kind == kind]
        if written or not order.cancelled_at:
            papers += [Paper(kind, message) for message in written or [None]]
    expected = {paper.kind for paper in papers}
    others = sorted((m for m in found if m.kind not in expected), key=lambda m: m.pk)
    return [*papers, *(Paper(message.kind, message) for message in others)]


def _newest(messages):
    return messages.filter(superseded_at=None).defer("content", "details", "answer").order_by("pk")


def _expected(order):
    papers, lists = (kinds_for(order.direction, one) for one in (Trigger.PAID, Trigger.ACCEPTED))
    arrival = [Message.Kind.ARRIVAL] if not order.is_export and waits_for_arrival(order) else []
    return [*(kind.code for kind in papers), *arrival, *(kind.code for kind in lists)]


def next_of(order, papers):
    """The first thing that is left, as a Next."""
    steps = (_of_trouble, _of_the_end, _of_money, _of_sending, _of_answers, _of_writing, _of_goods)
    return next(found for step in steps if (found := step(order, papers)))


def _of_trouble(order, papers):
    for paper in papers:
        if paper.stage == "bad" and (not order.cancelled_at or paper.kind in FOR_CANCELLED):
            words = _("%(paper)s waits for you: its page says why and what to do.")
            return Next(words % {"paper": paper.name}, "bad", paper.message.pk)
    return None


def _of_the_end(order, papers):
    under_way = any(p.kind in FOR_CANCELLED and p.stage == "now" for p in papers)
    if order.cancelled_at and not under_way:
        return Next(_("The order is cancelled. Nothing is left to do here."))
    return None


def _of_money(order, papers):
    if papers and any(paper.message for paper in papers):
        return None
    if order.payment_state not in HOLDS_MONEY:
        return Next(_("Its documents are written as soon as the money is there."))
    return Next(_("The money is there; its documents are written within seconds."))


def _of_sending(order, papers):
    for paper in papers:
        if paper.message is None or paper.message.state not in TO_GO:
            continue
        switch = getattr(order.zone, "switch", None)
        if switch and switch.stopped_at:
            words = _("%(zone)s is stopped: %(paper)s goes out once a clerk lets it go on.")
            return Next(words % {"paper": paper.name, "zone": order.zone.name}, "wait", "zones")
        if paper.message.tries:
            words = _("%(paper)s could not be handed over; it is tried again by itself.")
            return Next(words % {"paper": paper.name}, "wait")
        return Next(_("%(paper)s goes out by itself within seconds.") % {"paper": paper.name})
    return None


def _of_answers(order, papers):
    if order.clearance_state == ClearanceState.HELD:
        words = _("Customs inspects or holds the goods: wait for its word, or ask the broker.")
        return Next(words, "wait")
    for paper in papers:
        if paper.message and paper.message.state == State.SENT:
            facts = {"paper": paper.name, "since": _moment(paper.message.sent_at)}
            words = _(
                "%(paper)s has been with customs since %(since)s. Its answer comes by itself."
            )
            return Next(words % facts)
    return None


def _moment(at):
    return date_format(timezone.localtime(at), "m-d H:i") if at else "—"


def _of_writing(order, papers):
    for paper in papers:
        if paper.message is None and paper.kind == Message.Kind.ARRIVAL:
            return Next(
                _("The arrival list (CEB711) is written by itself once the carrier names a flight.")
            )
        if paper.message is None:
            return Next(_("%(paper)s is written by itself within seconds.") % {"paper": paper.name})
    return None


def _of_goods(order, papers):
    if back := order.returns.filter(GOODS_TO_COME).first():
        words = (
            _("Return %(number)s: note at the order when the goods are back.")
            if back.send_to
            else _("Return %(number)s waits for you: say at the order where the parcel goes to.")
        )
        return Next(words % {"number": back.number}, "wait", "order")
    if order.fulfilment_state in (FulfilmentState.WAITING, FulfilmentState.PACKED):
        if hasattr(order, "pickup"):
            return Next(_("Released. The counter says when it is ready and hands it over."))
        return Next(_("Released. Note at the order when the parcel leaves the zone."), "", "order")
    if order.fulfilment_state == FulfilmentState.SHIPPED:
        words = _("On its way. Its signature comes from the carrier, or is noted at the order.")
        return Next(words, "", "order")
    return Next(_("Everything is done."), "ok")
