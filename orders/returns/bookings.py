"""Price, tax and yearly limit, booked apart (R-RET-5): the price once the goods are here, tax and
limit once customs has accepted, and only where both deadlines were kept (R-RET-2). What the good
took of a yearly cap is treated as the limit is (R-LIST-3)."""

from django.utils import timezone
from django.utils.translation import gettext_noop as later

from orders.limits import caps, quota
from orders.models import Return
from orders.payments.refunds import refundable, request_refund
from orders.returns.rules import ZERO, booked_pieces, price_of, pro_rata, why_late
from orders.returns.transitions import lines_of, notify

State = Return.State
# kept in English, so that each reader gets them in their own language
PRICE_BACK, TAX_BACK = later("Price of returned goods."), later("Tax of returned goods.")


def book_price(goods_return, actor):
    if not Return.objects.filter(pk=goods_return.pk, price_booked_at=None).update(
        price_booked_at=timezone.now()
    ):
        return
    total = ZERO
    for row in lines_of(goods_return):
        whole = price_of(row.line, goods_return.reason)
        booked = booked_pieces(row.line, "price_back")
        row.price_back = pro_rata(row.line, whole, booked=booked, now=row.quantity)
        row.save(update_fields=["price_back"])
        total += row.price_back
    _refund(goods_return, total, actor, PRICE_BACK)


def settle(goods_return, actor):
    """Tax and yearly limit, once customs has accepted and the goods are here."""
    if goods_return.state != State.ACCEPTED or not goods_return.arrived_on:
        return
    if goods_return.order.is_export:
        return  # no tax was charged, and no year used
    late = why_late(goods_return)
    rows = Return.objects.filter(pk=goods_return.pk, tax_booked_at=None)
    if not rows.update(tax_booked_at=timezone.now(), late=late):
        return
    goods_return.late = late
    tax = limit = ZERO
    for row in lines_of(goods_return):
        row.tax_back, row.quota_back = _tax_and_limit(row, late)
        row.save(update_fields=["tax_back", "quota_back"])
        if not late:
            caps.give_back(row.line, row.quantity)
        tax, limit = tax + (row.tax_back or ZERO), limit + (row.quota_back or ZERO)
    if limit > 0:
        quota.give_back(goods_return.order, limit)
    _refund(goods_return, tax, actor, TAX_BACK)
    kind = f"return_{late}" if late else "return_settled"
    notify(goods_return, kind, actor, tax=str(tax), limit=str(limit))


def _tax_and_limit(row, late):
    """Of a late return nothing is booked, so that its pieces leave the running total alone."""
    if late:
        return None, None
    line = row.line
    return (
        pro_rata(line, line.tax_total, booked=booked_pieces(line, "tax_back"), now=row.quantity),
        pro_rata(
            line, line.dutiable_value, booked=booked_pieces(line, "quota_back"), now=row.quantity
        ),
    )


def _refund(goods_return, amount, actor, reason):
    """Never more than what is left of the payment: a clerk may have returned some by hand."""
    order = goods_return.order
    amount = min(amount, refundable(order))
    if amount > 0:
        request_refund(order, amount=amount, reason=reason, actor=actor)
