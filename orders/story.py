"""The order's diary in plain words: for each kind of event its mark, title and sentence, the steps
that are still to come, and the strip of four stages."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later
from django.utils.translation import pgettext

from orders.models.order import ClearanceState, FulfilmentState, PaymentState


def in_words(reason):
    """A reason of our own in the reader's language; whatever a person wrote stays as it is."""
    return _(reason) if reason else ""


class Facts(dict):
    """An event's data; a fact that it lacks reads as nothing."""

    def __missing__(self, key):
        return ""


@dataclass(frozen=True, slots=True)
class Step:
    """As `components/timeline.html` draws it."""

    state: str
    char: str
    title: str
    time: str = ""
    datetime: str = ""
    text: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """As `components/stages.html` draws it."""

    title: str
    time: str
    state: str


# kind: (character of the mark, title, sentence); facts come from the event's data
WORDS = {
    "placed": ("单", later("Order placed"), later("Goods, price and page are kept as evidence.")),
    "paid": (
        "付",
        later("Paid"),
        later("%(amount)s yuan. The platform passes the tax on to customs."),
    ),
    "expired": (
        "止",
        later("Not paid in time"),
        later("The goods and your yearly limit are free again."),
    ),
    "revived": (
        "续",
        later("Taken up again"),
        later("Your payment came after the deadline; the goods were still there."),
    ),
    "cancelled": ("销", later("Cancelled"), "%(reason)s"),
    "refund_asked": (
        "退",
        later("Refund under way"),
        later("%(amount)s yuan go back to the account they came from. %(reason)s"),
    ),
    "refunded": ("退", later("Refunded"), later("%(amount)s yuan have gone back.")),
    "money_returned": (
        "退",
        later("Payment returned"),
        later("%(amount)s yuan came too late or twice and go back by themselves."),
    ),
    "prepared": ("备", later("Declaration prepared"), later("The customs papers are ready.")),
    "consignee_corrected": (
        "改",
        later("Address corrected"),
        later("Consignee or address were corrected, and the papers go to customs again."),
    ),
    "sent": (
        "报",
        later("Declared"),
        later("Order, payment, waybill and list are on their way to customs."),
    ),
    "received": (
        "到",
        later("Received by customs"),
        later("Customs has the papers."),
    ),
    "under_review": (
        "审",
        later("Under review"),
        later("A customs officer is looking at the papers. %(reason)s"),
    ),
    "inspected": (
        "验",
        later("Inspection"),
        later("Customs opens the parcel and compares it with the papers. %(reason)s"),
    ),
    "detained": (
        "扣",
        later("Detained by customs"),
        later("Customs keeps the goods for now; our clerks see to it. %(reason)s"),
    ),
    "cancel_asked": (
        "销",
        later("Cancellation asked for"),
        later("Customs decides whether it lets the declaration go."),
    ),
    "cancel_refused": (
        "续",
        later("Not cancelled"),
        later("Customs keeps the declaration, so the order goes on. %(reason)s"),
    ),
    "released": ("放", later("Released by customs"), later("List %(list_number)s.")),
    "refused": ("拒", later("Refused by customs"), later("Customs says: %(reason)s (%(code)s)")),
    "clearance_cancelled": (
        "撤",
        later("Declaration withdrawn"),
        later("Customs has cancelled the declaration."),
    ),
    "packed": ("装", later("Packed"), later("One parcel in the warehouse of the zone.")),
    "shipped": ("运", later("Shipped"), later("%(carrier)s %(waybill)s")),
    "ready": ("备", later("Ready for pick-up"), later("Bring your identity card and the code.")),
    "delivered": ("达", later("Delivered"), ""),
    "handed_over": (
        "取",
        later("Handed over"),
        later("At the counter, to the orderer, against the identity card."),
    ),
    "return_asked": (
        "还",
        later("Return asked for"),
        later("We tell you where the goods go to. Return %(number)s."),
    ),
    "return_declined": ("止", later("Return declined"), "%(reason)s"),
    "return_received": (
        "还",
        later("Goods are back"),
        later("They are in the zone again; their price goes back to you."),
    ),
    "return_applied": (
        "报",
        later("Return declared"),
        later("Customs is asked to take the import back. Return %(number)s."),
    ),
    "return_accepted": (
        "允",
        later("Return accepted by customs"),
        later("Tax and yearly limit follow once the goods are back."),
    ),
    "return_refused": (
        "拒",
        later("Return not accepted"),
        later("Customs says: %(reason)s Our clerks put it right."),
    ),
    "return_settled": (
        "清",
        later("Tax and limit given back"),
        later("%(tax)s yuan of tax go back to you, %(limit)s yuan to your yearly limit."),
    ),
    "return_applied_late": (
        "迟",
        later("No tax comes back"),
        later("Customs heard of it after the 30 days; tax and yearly limit stay used."),
    ),
    "return_arrived_late": (
        "迟",
        later("No tax comes back"),
        later("The goods were back after the 45 days; tax and yearly limit stay used."),
    ),
    "returned": ("还", later("Returned"), later("The goods are back in the zone.")),
}

# where an export is told otherwise
EXPORT_WORDS = {
    "placed": (
        "单",
        later("Export order placed"),
        later("Goods, price and consignee abroad are kept as evidence."),
    ),
    "paid": (
        "收",
        later("Money received"),
        later("%(amount)s yuan came in on the seller's account."),
    ),
    "expired": ("止", later("Not paid in time"), later("The goods are free again.")),
    "sent": (
        "报",
        later("Declared"),
        later("Order, money received and waybill are on their way to customs; the list follows."),
    ),
    "shipped": ("运", later("On its way abroad"), later("%(carrier)s %(waybill)s")),
    "delivered": ("达", later("Arrived abroad"), ""),
}

# what comes, in this sequence, until it has happened
AHEAD = ("paid", "sent", "released", "shipped", "delivered")
AHEAD_AT_COUNTER = ("paid", "sent", "released", "ready", "handed_over")
AHEAD_WORDS = {
    "paid": later("Payment"),
    "sent": later("Declaration to customs"),
    "released": later("Release by customs"),
    "shipped": later("Dispatch from the zone"),
    "delivered": later("Signed for"),
    "ready": later("Ready at the counter"),
    "handed_over": later("Hand-over at the counter"),
}
FINAL = {"delivered", "handed_over", "returned", "refunded", "expired", "cancelled"}


def steps_of(order, events):
    """Newest first, what is still to come on top. `events`: the order's, oldest first."""
    events = list(events)
    words = WORDS | EXPORT_WORDS if order.is_export else WORDS
    done = [_step(event, words, last=event is events[-1]) for event in events]
    return _ahead(order, {event.kind for event in events}) + done[::-1]


def _step(event, words, *, last):
    char, title, sentence = words.get(event.kind, ("记", event.kind, ""))
    facts = Facts(event.data)
    facts["reason"] = in_words(facts["reason"])
    text = (_(sentence) % facts).strip() if sentence and _complete(sentence, facts) else ""
    kind = {"released": "seal", "refused": "plain"}.get(event.kind, "")
    state = "now" if last and event.kind not in FINAL and not kind else "done"
    at = timezone.localtime(event.at)
    return Step(state, char, _(title), exact(at), at.isoformat(), text, kind)


def _complete(sentence, facts):
    """A sentence that lives of its facts is left out without them."""
    needed = [word for word in ("amount", "list_number", "waybill") if f"%({word})s" in sentence]
    return all(facts.get(word) for word in needed)


def _ahead(order, happened):
    if order.payment_state in (PaymentState.FAILED, PaymentState.REFUNDED) or order.cancelled_at:
        return []
    way = AHEAD_AT_COUNTER if hasattr(order, "pickup") else AHEAD
    reached = max((i for i, kind in enumerate(way) if kind in happened), default=-1)
    coming = way[reached + 1 :]
    return [Step("wait", WORDS[kind][0], _(AHEAD_WORDS[kind])) for kind in reversed(coming)]


def stages_of(order, events):
    """Payment, declaration, release, delivery: each with its time and state."""
    times = {event.kind: exact(event.at, seconds=False) for event in events}
    brought = ("delivered", "handed_over", "shipped", "ready")
    brought_at = next((times[kind] for kind in brought if kind in times), "")
    paid = order.payment_state not in (PaymentState.AWAITING, PaymentState.FAILED)
    clearance, moved = order.clearance_state, order.fulfilment_state
    declared = clearance not in (ClearanceState.WAITING, ClearanceState.PREPARED)
    released = clearance == ClearanceState.RELEASED
    delivered = moved in (FulfilmentState.DELIVERED, FulfilmentState.RETURNED)
    refused = clearance in (ClearanceState.REFUSED, ClearanceState.CANCELLED)
    dead = order.payment_state in (PaymentState.FAILED, PaymentState.REFUNDED)
    dead = dead or order.cancelled_at is not None
    flags = [
        (pgettext("stage", "Payment"), paid, times.get("paid", "")),
        (pgettext("stage", "Declaration"), declared, times.get("sent", "")),
        (pgettext("stage", "Release"), released, times.get("released", "")),
        (pgettext("stage", "Delivery"), delivered, brought_at),
    ]
    stages, now = [], not dead
    for i, (title, done, time) in enumerate(flags):
        if i == 2 and refused and not released:
            state, now = "bad", False
        elif done:
            state = "done"
        else:
            state, now = ("now" if now else "wait"), False
        stages.append(Stage(title, time, state))
    return stages


def exact(moment, *, seconds=True):
    """11-21 20:42:17, in Beijing time."""
    return date_format(timezone.localtime(moment), "m-d H:i:s" if seconds else "m-d H:i")
