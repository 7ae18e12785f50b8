"""Stock and yearly limit of orders: reserved with the order, given back once, or gone with the
goods.

The verbs run in the caller's transaction, after the caller's guarded change of the order's own
state. Rows are locked in one sequence everywhere: orders, stock by record, the buyer's year, and
last the evidence ledger."""

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.actions import stock
from catalog.models import StockRecord
from core.templatetags.ui import yuan
from orders.errors import OrderActionError
from orders.limits import caps, quota
from orders.models import OrderLine, StockReservation

ReservationState = StockReservation.State


@transaction.atomic
def reserve(orders):
    """Reserve stock, yearly limit and what of a yearly cap they need for placed orders, all or
    nothing; raises OrderActionError."""
    orders = list(orders)
    lines = list(OrderLine.objects.filter(order__in=orders).order_by("pk"))
    _reserve_stock(orders, lines)
    _reserve_quota(orders)
    imports = [order for order in orders if not order.is_export]
    of_imports = [line for line in lines if line.order_id in {order.pk for order in imports}]
    if errors := caps.reserve(imports, of_imports):
        raise OrderActionError(*errors)


@transaction.atomic(savepoint=False)
def free_reserved(order, *, reason):
    """Free whatever the order still holds; harmless when called again. True if there was anything.

    reason: a word for the stock movement's reference, such as "expired"."""
    reservations = _move_reservations(order, ReservationState.RELEASED)
    if reservations:
        stock.free(_by_record(reservations), reference=f"{order.number} {reason}")
    return quota.free_reserved(order) or bool(reservations)


@transaction.atomic(savepoint=False)
def commit_stock(order):
    """The goods leave the warehouse; harmless when called again. True if they had not left."""
    reservations = _move_reservations(order, ReservationState.COMMITTED)
    if reservations:
        stock.ship(_by_record(reservations), reference=order.number)
    return bool(reservations)


def _reserve_stock(orders, lines):
    by_pk = {order.pk: order for order in orders}
    records = {
        (record.variant_id, record.zone_id): record
        for record in StockRecord.objects.filter(
            variant__in={line.variant_id for line in lines},
            zone__in={order.zone_id for order in orders},
        )
    }
    # trap 2: pieces are added up by stock record before anything is reserved
    wanted: dict[int, list] = {}
    missing = []
    for line in lines:
        record = records.get((line.variant_id, by_pk[line.order_id].zone_id))
        if record is None:
            missing.append(too_few(line.title, wanted=line.quantity, free=0))
        else:
            wanted.setdefault(record.pk, []).append(line)
    # trap 3: everybody locks stock in the same sequence
    for pk in sorted(wanted):
        pieces = sum(line.quantity for line in wanted[pk])
        try:
            stock.reserve({pk: pieces}, reference=by_pk[wanted[pk][0].order_id].number)
        except stock.OutOfStockError as short:
            missing.append(too_few(wanted[pk][0].title, wanted=pieces, free=short.shortages[0][1]))
    if missing:
        raise OrderActionError(*missing)
    StockReservation.objects.bulk_create(
        StockReservation(line=line, record_id=pk, quantity=line.quantity)
        for pk, lines_of_record in wanted.items()
        for line in lines_of_record
    )


def _reserve_quota(orders):
    """Of each person at once; who falls short reads of the first order that does not fit."""
    by_person: dict[str, list] = {}
    for order in orders:
        if not order.is_export:
            # R-LIM-6: the year belongs to the identity number, not to the account
            by_person.setdefault(order.buyer.id_hash, []).append(order)
    # sorted: two checkouts for the same two people must not wait for each other (trap 3)
    for _person, orders_of_person in sorted(by_person.items()):
        try:
            quota.reserve(orders_of_person)
        except quota.QuotaExceededError as short:
            raise OrderActionError(_first_over(orders_of_person, short.left)) from short


def _first_over(orders, left):
    for order in orders[:-1]:
        if order.dutiable_value > left:
            return over_year_limit(order, left)
        left -= order.dutiable_value
    return over_year_limit(orders[-1], left)


def _move_reservations(order, state):
    """The reservations that this call, and no other, moved out of RESERVED."""
    reserved = StockReservation.objects.filter(line__order=order, state=ReservationState.RESERVED)
    # locked before they change, so that a second call finds none left (trap 10)
    moved = list(reserved.select_for_update().order_by("record_id"))
    StockReservation.objects.filter(pk__in=[row.pk for row in moved]).update(state=state)
    return moved


def _by_record(reservations):
    pieces: dict[int, int] = {}
    for row in reservations:
        pieces[row.record_id] = pieces.get(row.record_id, 0) + row.quantity
    return pieces


def too_few(title, *, wanted, free):
    if free < 1:
        return _("“%(title)s” is sold out.") % {"title": title}
    return _("Only %(free)s of “%(title)s” are left; you want %(wanted)s.") % {
        "free": free,
        "title": title,
        "wanted": wanted,
    }


def over_year_limit(order, left):
    return _(
        "This order counts %(amount)s yuan toward your yearly allowance, of which %(left)s "
        "yuan are left. We never split an order to stay below a limit."
    ) % {"amount": yuan(order.dutiable_value), "left": yuan(left)}
