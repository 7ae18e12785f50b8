"""What orders know about a person: to take along, and to forget (R-PRIV-5). Named in
the hook `personal_data`."""

from django.db.models import Q
from django.utils.translation import ngettext

from orders.models import Address, Buyer, Cart, Order
from orders.models.order import FulfilmentState, PaymentState

DONE = (FulfilmentState.DELIVERED, FulfilmentState.RETURNED)
UNPAID_FOR_GOOD = (PaymentState.FAILED, PaymentState.REFUNDED)


def orders_of(user):
    return Order.objects.filter(group__user=user)


def export(user):
    orders = (
        orders_of(user)
        .select_related("buyer")
        .prefetch_related("lines", "group__consents", "payments", "refunds", "returns")
    )
    return {
        "addresses": list(
            Address.objects.filter(user=user).values("consignee", "mobile", "region", "detail")
        ),
        "remembered_orderers": list(
            Buyer.objects.filter(user=user).values("name", "id_masked", "mobile", "email")
        ),
        "orders": [exported(order) for order in orders],
    }


def exported(order):
    """Money as strings of yuan; the identity number masked, as everywhere (R-PRIV-6)."""
    return {
        "number": order.number,
        "placed_at": order.placed_at.isoformat(),
        "payment": order.payment_state,
        "clearance": order.clearance_state,
        "fulfilment": order.fulfilment_state,
        "cancelled_at": order.cancelled_at.isoformat() if order.cancelled_at else None,
        "orderer": {
            "name": order.buyer.name,
            # masked here too: a stolen session must not yield the number
            "identity_number": order.buyer.id_masked,
            "mobile": order.buyer.mobile,
        },
        "consignee": order.consignee,
        "consignee_mobile": order.consignee_mobile,
        "address": order.address,
        "goods_value": str(order.goods_value),
        "tax": str(order.tax_total),
        "paid": str(order.actual_paid),
        "lines": [
            {"sku": line.sku, "title": line.title_zh, "quantity": line.quantity}
            for line in order.lines.all()
        ],
        "consents": [
            {
                "kind": consent.kind,
                "version": consent.version,
                "text_digest": consent.text_digest,
                "given_at": consent.given_at.isoformat(),
            }
            for consent in order.group.consents.all()
        ],
        "payments": [
            {"amount": str(payment.amount), "paid_at": payment.paid_at.isoformat()}
            for payment in order.payments.all()
        ],
        "refunds": [
            {"amount": str(refund.amount), "state": refund.state} for refund in order.refunds.all()
        ],
        "returns": [
            {"number": each.number, "state": each.state, "comment": each.comment}
            for each in order.returns.all()
        ],
    }


def reasons_to_keep(user):
    """While an order is open, its buyer must be reachable."""
    open_orders = (
        orders_of(user)
        .filter(cancelled_at=None)
        .exclude(Q(fulfilment_state__in=DONE) | Q(payment_state__in=UNPAID_FOR_GOOD))
        .count()
    )
    if not open_orders:
        return []
    return [
        ngettext(
            "%(n)s order is not yet complete. Cancel it, or wait until it is delivered.",
            "%(n)s orders are not yet complete. Cancel them, or wait until they are delivered.",
            open_orders,
        )
        % {"n": open_orders}
    ]


def forget(user):
    """Conveniences go; orders and the orderer they were declared with stay as long as the law
    asks (R-KEEP-2), reached from the order only."""
    Address.objects.filter(user=user).delete()
    Cart.objects.filter(user=user).delete()
    Buyer.objects.filter(user=user, orders=None).delete()
    # the declared orderer stays with the order: customs may ask for three years (R-KEEP-2)
    Buyer.objects.filter(user=user).update(user=None)
