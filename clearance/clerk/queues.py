"""What a clerk has before them: counts with their age, and the lists behind them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models.zone import Direction
from clearance.days import day_begins, read_day
from clearance.documents.kinds import ALIVE
from clearance.models import Message, Receipt, ReceiptItem
from orders.models import GatewayEvent, Order, Refund, Shipment

State = Message.State
QUEUES = {
    "stuck": (_("To do"), [State.STUCK]),
    "rejected": (pgettext_lazy("customs", "Rejected"), [State.REJECTED]),
    "waiting": (_("To be sent"), [State.WAITING, State.SENDING]),
    "sent": (_("With customs"), [State.SENT]),
    "accepted": (_("Accepted"), [State.ACCEPTED]),
}
TO_DO = ("stuck", "rejected", "waiting")  # oldest first, and none of cancelled orders
RESENDABLE = ("stuck", "rejected")
MAX_COUNTED = 1_000  # beyond, a figure says no more than "very many" and costs the page's time
MAX_ORDERS = 200  # that a beginning of a number may mean
PER_PAGE = 50


@dataclass(frozen=True)
class Queue:
    name: str
    label: str
    count: int
    oldest: datetime | None

    @property
    def is_more(self):
        return self.count > MAX_COUNTED


@dataclass(frozen=True)
class KeysetPage:
    """One screen of a list, kept by its keys: as fast on the last as on the first."""

    rows: list
    before: int | None  # the key to go back from, None on the first
    after: int | None


def messages():
    """Documents in their newest version, with what a list shows of them."""
    return (
        Message.objects.filter(superseded_at=None)
        .select_related("order", "zone")
        .defer("content", "details", "answer")
    )


def in_queue(name):
    return in_queues([name])


def in_queues(names):
    states = [state for name in names for state in QUEUES[name][1]]
    documents = Message.objects.filter(superseded_at=None, state__in=states)
    return documents.filter(ALIVE) if set(names) <= set(TO_DO) else documents


def queues():
    """Every queue with its count (up to MAX_COUNTED) and the age of its oldest document."""
    return [_queue(name, label) for name, (label, _states) in QUEUES.items()]


def _queue(name, label):
    documents = in_queue(name)
    # without a sequence the database stops at the first thousand it meets; one row has an index
    count = documents.order_by()[: MAX_COUNTED + 1].count()
    oldest = (
        documents.order_by("pk").values_list("created_at", flat=True).first() if count else None
    )
    return Queue(name, label, count, oldest)


def payments_to_settle():
    """How many refunds and notices of the payment firms only a person can settle."""
    refunds = Refund.objects.needing_a_person().order_by()[: MAX_COUNTED + 1].count()
    return refunds + GatewayEvent.objects.needing_a_person().order_by()[: MAX_COUNTED + 1].count()


def waiting_by_zone():
    """How many documents are to be sent, by the zone's key."""
    waiting = in_queue("waiting").order_by().values("zone").annotate(n=Count("pk"))
    return dict(waiting.values_list("zone", "n"))


def documents(filters):
    """The documents of a clerk's filters. filters: a mapping as of the page's address: queue, kind,
    trade, zone (code), mode, since, until (Beijing days), q (a number or its beginning)."""
    documents = messages()
    if filters.get("queue") in QUEUES:
        documents = documents.filter(state__in=QUEUES[filters["queue"]][1])
        if filters["queue"] in TO_DO:
            documents = documents.filter(ALIVE)
    if filters.get("kind") in Message.Kind.values:
        documents = documents.filter(kind=filters["kind"])
    if filters.get("trade") in Direction.values:
        documents = documents.filter(direction=filters["trade"])
    if filters.get("zone"):
        documents = documents.filter(zone__code=filters["zone"])
    if filters.get("mode"):
        documents = documents.filter(order__mode=filters["mode"])
    if since := read_day(filters.get("since")):
        documents = documents.filter(created_at__gte=day_begins(since))
    if until := read_day(filters.get("until")):
        documents = documents.filter(created_at__lt=day_begins(until, days=1))
    if text := filters.get("q", "").replace("\0", "").strip()[:60]:
        documents = documents.filter(by_number(text))
    return documents


def by_number(text):
    """An order's, a waybill's or customs' number, or the beginning of one; each by its index."""
    begins = {text, text.upper()}
    numbers, waybills = Q(), Q()
    own = Q()
    for one in begins:
        numbers |= Q(number__startswith=one)
        waybills |= Q(waybill_number__startswith=one)
        own |= Q(receipt_key__startswith=one)
        # stated twice so that the database knows the index of those with a number may answer
        own |= Q(customs_number__startswith=one) & ~Q(customs_number="")
    orders = set(Order.objects.filter(numbers).order_by().values_list("pk", flat=True)[:MAX_ORDERS])
    orders.update(Shipment.objects.filter(waybills).values_list("order", flat=True)[:MAX_ORDERS])
    of_many = Message.orders.through.objects.filter(order__in=orders)  # an arrival of many orders
    shared = list(of_many.values_list("message", flat=True)[:MAX_ORDERS])
    return own | Q(order__in=orders) | Q(pk__in=shared)


def order_of(filters):
    """The one order whose whole number a clerk asks for, or None."""
    number = filters.get("q", "").replace("\0", "").strip().upper()
    known = Order.objects.select_related("zone__switch", "pickup")
    return known.filter(number=number).first() if number else None


def of_pks(pks):
    return messages().filter(pk__in=pks)


def page(documents, queue="", *, after=None, before=None):
    """One Page: oldest first where something is to be done, else newest first."""
    forwards = queue in TO_DO
    key, back = (after, False) if before is None else (before, True)
    ascending = forwards is not back
    # by key, not by offset: the last screen is as fast as the first
    if key is not None:
        documents = documents.filter(pk__gt=key) if ascending else documents.filter(pk__lt=key)
    rows = list(documents.order_by("pk" if ascending else "-pk")[: PER_PAGE + 1])
    more = len(rows) > PER_PAGE
    rows = rows[:PER_PAGE]
    if back:
        rows.reverse()
    if not rows:
        return KeysetPage([], None, None)
    has_earlier, has_later = (more, True) if back else (key is not None, more)
    before = rows[0].pk if has_earlier else None
    after = rows[-1].pk if has_later else None
    return KeysetPage(rows, before, after)


def unprepared():
    """Paid orders without documents: how many, and since when."""
    return Order.objects.to_be_cleared().aggregate(count=Count("pk"), oldest=Min("paid_at"))


def unmatched_items():
    """What customs says of documents we do not know."""
    return ReceiptItem.objects.filter(message=None, applied_at=None)


def unreadable_receipts():
    return Receipt.objects.exclude(last_error="")
