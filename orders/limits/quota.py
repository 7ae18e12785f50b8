"""The yearly limit of a person as a ledger (R-LIM-1…8). The date whose limits and year apply is the
declaration's, so today's in Beijing (R-TIME-1).

Reserved with the order, used once customs has released, given back on cancellation, rejection or
an accepted return. Two checkouts of one person queue up at the row of that person and year; its
`used` is the sum of the entries that stand. It knows this site's orders only, so every balance
shown is an estimate (R-LIM-7)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from catalog.tax.limit_table import rules_on
from orders.models import QuotaEntry, QuotaYear

State = QuotaEntry.State
# Amounts are whole fen; SQLite compares and adds them as binary floats, which err far below this.
HALF_FEN = Decimal("0.005")


class QuotaExceededError(Exception):
    """The year's limit does not hold the order. `left`: yuan that are still free."""

    def __init__(self, left):
        super().__init__(f"{left} yuan left")
        self.left = left


@dataclass(frozen=True, slots=True)
class Balance:
    """Yuan of dutiable value in one calendar year; per_order: what one order may come to."""

    year: int
    limit: Decimal
    per_order: Decimal
    used: Decimal

    @property
    def left(self):
        return max(self.limit - self.used, Decimal("0.00"))


def balance(person, on=None):
    """What `person` (keyed hash of the identity number) has used of the year of `on`."""
    on = on or timezone.localdate()
    used = (
        QuotaYear.objects.filter(person=person, year=on.year).values_list("used", flat=True).first()
    )
    rules = rules_on(on)
    return Balance(on.year, rules.per_year, rules.per_order, used or Decimal("0.00"))


@transaction.atomic(savepoint=False)
def reserve(orders, *, on=None):
    """Take the dutiable value of one person's orders from the year, or raise QuotaShort.

    An entry that was given back (an expired order that is paid after all) is taken up again."""
    on = on or timezone.localdate()
    (person,) = {order.buyer.id_hash for order in orders}
    facts = {"person": person, "year": on.year}
    known = set(QuotaEntry.objects.filter(order__in=orders).values_list("order", flat=True))
    QuotaEntry.objects.bulk_create(
        QuotaEntry(order=order, amount=order.dutiable_value, **facts)
        for order in orders
        if order.pk not in known or not _reserve_again(order, facts)
    )
    amount = sum(order.dutiable_value for order in orders)
    _use(person, on.year, amount, limit=rules_on(on).per_year)


def _reserve_again(order, facts):
    """False where the entry stands: then writing another one fails, as it must."""
    given_back = QuotaEntry.objects.filter(order=order, state=State.RELEASED)
    return given_back.update(
        state=State.RESERVED, amount=order.dutiable_value, given_back=0, **facts
    )


@transaction.atomic(savepoint=False)
def commit(order):
    """Customs has released: the amount is used. True if this call changed it.

    After a rejection that was corrected the amount comes back into the year without asking the
    limit: customs has decided (R-LIM-7)."""
    entries = QuotaEntry.objects.filter(order=order)
    if entries.filter(state=State.RESERVED).update(state=State.COMMITTED):
        return True
    if entries.filter(state=State.RELEASED).update(state=State.COMMITTED, given_back=0):
        _add(entries.get(), entries.get().amount)
        return True
    return False


@transaction.atomic(savepoint=False)
def free_reserved(order):
    """Cancelled, expired or rejected: the reserved amount is free again. True if there was any."""
    entries = QuotaEntry.objects.filter(order=order)
    if not entries.filter(state=State.RESERVED).update(state=State.RELEASED):
        return False
    entry = entries.get()
    _add(entry, -(entry.amount - entry.given_back))
    return True


def lock_year(order):
    """Lock the year an order is booked in. For an action that writes an event before it gives back:
    the year's row comes before the ledger, as everywhere."""
    entry = QuotaEntry.objects.filter(order=order).first()
    if entry:
        list(QuotaYear.objects.select_for_update().filter(person=entry.person, year=entry.year))


@transaction.atomic
def give_back(order, amount):
    """An accepted return frees `amount` yuan of the year it was used in (R-RET-2).

    Raises ValueError for more than the order still holds."""
    entries = QuotaEntry.objects.filter(order=order, state=State.COMMITTED)
    enough = entries.filter(given_back__lte=F("amount") - amount + HALF_FEN)
    if amount <= 0 or not enough.update(given_back=F("given_back") + amount):
        raise ValueError(f"order {order.number} does not hold {amount} yuan of its buyer's year")
    _add(entries.get(), -amount)


def _use(person, year, amount, *, limit):
    row = QuotaYear.objects.filter(person=person, year=year)
    with_room = row.filter(used__lte=limit - amount + HALF_FEN)
    if with_room.update(used=F("used") + amount):
        return
    first = QuotaYear(person=person, year=year)  # of the year, unless another request makes it too
    QuotaYear.objects.bulk_create([first], ignore_conflicts=True)
    if not with_room.update(used=F("used") + amount):
        raise QuotaExceededError(max(limit - row.get().used, Decimal("0.00")))


def _add(entry, amount):
    QuotaYear.objects.filter(person=entry.person, year=entry.year).update(used=F("used") + amount)
