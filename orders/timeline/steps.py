"""An order's timeline as the buyer reads it: what happened, what is still to come, and the strip of
four stages."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ceb.codes.advice import coded_pairs
from core.files.texts import read_texts
from orders.models.order import ClearanceState, FulfilmentState, PaymentState
from orders.timeline.headline import headline_of

TEXTS = read_texts(__file__, "events.yaml")
EVENT_LABELS = TEXTS["imports"]
EXPORT_EVENT_LABELS = EVENT_LABELS | TEXTS["exports"]
# what comes, in this sequence, until it has happened
AHEAD = ("paid", "sent", "released", "shipped", "delivered")
AHEAD_AT_COUNTER = ("paid", "sent", "released", "ready", "handed_over")
FINAL_EVENTS = {"delivered", "handed_over", "returned", "refunded", "expired", "cancelled"}


def translate_reason(reason):
    """A reason of our own in the reader's language; whatever a person wrote stays as it is, and of
    customs' "[Code:…;Desc:…]" the words remain."""
    if words := [text for _code, text in coded_pairs(reason or "") if text]:
        return "；".join(words)
    return _(reason) if reason else ""


class EventFacts(dict):
    """An event's data; a fact that it lacks reads as nothing."""

    def __missing__(self, key):
        return ""


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """As `components/timeline.html` draws it."""

    state: str
    char: str
    title: str
    time: str = ""
    datetime: str = ""
    text: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ProgressStage:
    """As `components/order_stages.html` draws it."""

    title: str
    time: str
    state: str


def progress_context(order):
    """What every page about an order shows of its progress."""
    events = list(order.events.all())
    return {
        "order": order,
        "headline": headline_of(order),
        "stages": progress_stages(order, events),
        "steps": timeline_steps(order, events),
        "refunds": order.refunds.order_by("pk"),
        "shipment": getattr(order, "shipment", None),
    }


def timeline_steps(order, events):
    """Newest first, what is still to come on top. `events`: the order's, oldest first."""
    events = list(events)
    labels = EXPORT_EVENT_LABELS if order.is_export else EVENT_LABELS
    done = [_step(event, labels, last=event is events[-1]) for event in events]
    return _steps_ahead(order, {event.kind for event in events}) + done[::-1]


def _step(event, labels, *, last):
    # an event without a label is shown by its kind rather than not at all
    label = labels.get(event.kind, {"mark": "记", "title": event.kind})
    facts = EventFacts(event.data)
    facts["reason"] = translate_reason(facts["reason"])
    sentence = str(label.get("text", ""))
    text = (sentence % facts).strip() if _complete(sentence, facts) else ""
    kind = {"released": "seal", "rejected": "plain"}.get(event.kind, "")
    state = "now" if last and event.kind not in FINAL_EVENTS and not kind else "done"
    at = timezone.localtime(event.at)
    title = str(label["title"])
    return TimelineStep(state, label["mark"], title, format_moment(at), at.isoformat(), text, kind)


def _complete(sentence, facts):
    """A sentence that lives of its facts is left out without them."""
    needed = [fact for fact in ("amount", "list_number", "waybill") if f"%({fact})s" in sentence]
    return all(facts.get(fact) for fact in needed)


def _steps_ahead(order, happened):
    if is_dead(order):
        return []
    steps = AHEAD_AT_COUNTER if hasattr(order, "pickup") else AHEAD
    # events may arrive out of order (trap 7): all steps up to the furthest one count as done
    reached = max((i for i, kind in enumerate(steps) if kind in happened), default=-1)
    coming = steps[reached + 1 :]
    return [
        TimelineStep("wait", EVENT_LABELS[kind]["mark"], str(TEXTS["ahead"][kind]))
        for kind in reversed(coming)
    ]


def progress_stages(order, events):
    """Payment, declaration, release, delivery or pick-up: each with its time and state."""
    times = {event.kind: format_moment(event.at, seconds=False) for event in events}
    brought = ("delivered", "handed_over", "shipped", "ready")
    brought_at = next((times[kind] for kind in brought if kind in times), "")
    paid = order.payment_state not in (PaymentState.AWAITING, PaymentState.FAILED)
    clearance, moved = order.clearance_state, order.fulfilment_state
    declared = clearance not in (ClearanceState.WAITING, ClearanceState.PREPARED)
    released = clearance == ClearanceState.RELEASED
    delivered = moved in (FulfilmentState.DELIVERED, FulfilmentState.RETURNED)
    rejected = clearance in (ClearanceState.REJECTED, ClearanceState.CANCELLED)
    flags = [
        (pgettext("stage", "Payment"), paid, times.get("paid", "")),
        (pgettext("stage", "Declaration"), declared, times.get("sent", "")),
        (pgettext("stage", "Release"), released, times.get("released", "")),
        (_last_stage(order), delivered, brought_at),
    ]
    stages, now = [], not is_dead(order)
    for i, (title, done, time) in enumerate(flags):
        if i == 2 and rejected and not released:
            state, now = "bad", False
        elif done:
            state = "done"
        else:
            state, now = ("now" if now else "wait"), False
        stages.append(ProgressStage(title, time, state))
    return stages


def is_dead(order):
    """Nothing more will happen to it, so that nothing may be promised."""
    ended = order.payment_state in (PaymentState.FAILED, PaymentState.REFUNDED)
    return ended or order.cancelled_at is not None or order.is_overdue


def _last_stage(order):
    return (
        pgettext("stage", "Pick-up") if hasattr(order, "pickup") else pgettext("stage", "Delivery")
    )


def format_moment(moment, *, seconds=True):
    """11-21 20:42:17, in Beijing time."""
    return date_format(timezone.localtime(moment), "m-d H:i:s" if seconds else "m-d H:i")
