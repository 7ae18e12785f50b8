"""When orders are forgotten (the table is `accounts/retention.py`).

An order is over once it was released, cancelled or never paid, and no return is open; a
person's data are outdated once all their orders are over."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from evidence import actions as evidence
from orders.models import (
    Buyer,
    Cart,
    GatewayEvent,
    Order,
    OrderEmail,
    OrderGroup,
    Payment,
    PaymentRecord,
    Return,
)
from orders.models.order import PaymentState

NOBODY = "—"
OPEN_RETURN_STATES = (
    Return.State.REQUESTED,
    Return.State.RECEIVED,
    Return.State.APPLYING,
    Return.State.REJECTED,  # a clerk puts its application right
)


def ended_before(before):
    """Orders that were over before a moment."""
    ended = (
        Q(cancelled_at__lt=before)
        | Q(released_at__lt=before)
        | Q(payment_state=PaymentState.FAILED, placed_at__lt=before)
    )
    returning = Return.objects.filter(order=OuterRef("pk"), state__in=OPEN_RETURN_STATES)
    return Order.objects.filter(ended, ~Exists(returning))


def outdated_buyers(before):
    """Orderers whose number nobody needs any more: neither return nor audit (R-PRIV-6)."""
    unfinished = Order.objects.filter(buyer=OuterRef("pk")).exclude(
        pk__in=ended_before(before).values("pk")
    )
    kept = Buyer.objects.exclude(id_number="").filter(created_at__lt=before)
    return kept.filter(~Exists(unfinished))


def erase_number(buyer):
    """The plain number goes; hash and masked form stay. True for the call that erased it."""
    erased = Buyer.objects.filter(pk=buyer.pk).exclude(id_number="").update(id_number="")
    return bool(erased)


def outdated_orders(before):
    """R-KEEP-2: three years from the later of release and completion, a return's among them."""
    orders = ended_before(before) & not_erased()
    completed = Q(shipment__delivered_at__gte=before) | Q(pickup__used_at__gte=before)
    day = timezone.localdate(before)
    returned = Return.objects.filter(
        Q(requested_at__gte=before)
        | Q(arrived_on__gte=day)
        | Q(applied_on__gte=day)
        | Q(price_booked_at__gte=before)
        | Q(tax_booked_at__gte=before),
        order=OuterRef("pk"),
    )
    return orders.filter(
        ~Exists(Order.objects.filter(completed, pk=OuterRef("pk"))), ~Exists(returned)
    )


def not_erased():
    """Orders that still name people."""
    return Order.objects.exclude(consignee_mobile="")


@transaction.atomic
def erase_people(order):
    """Who ordered, paid and received; what was sold, paid and taxed stays for the figures."""
    Order.objects.filter(pk=order.pk).update(
        consignee=NOBODY, consignee_mobile="", address="", district_code=""
    )
    attempts = order.group.attempts.all()
    Payment.objects.filter(order=order).update(payer_name="")
    PaymentRecord.objects.filter(attempt__in=attempts).update(request="", response="")
    references = [each.reference for each in attempts if each.reference]
    # a payload may name the payer, as the line of a bank statement does
    GatewayEvent.objects.filter(reference__in=references).update(payload={})
    Return.objects.filter(order=order).update(comment="")
    remaining = not_erased()
    if not remaining.filter(group=order.group_id).exists():
        OrderGroup.objects.filter(pk=order.group_id).update(email="")
    # one orderer may stand on several orders: the last one erases
    if order.buyer_id and not remaining.filter(buyer=order.buyer_id).exists():
        Buyer.objects.filter(pk=order.buyer_id).update(
            user=None, name="", id_number="", mobile="", email=""
        )
    evidence.record(
        subject=f"order {order.number}", kind="erased", payload={"what": "people and documents"}
    )


def delete_emails(before):
    return OrderEmail.objects.filter(sent_at__lt=before).delete()[0]


def delete_guest_carts(before):
    return Cart.objects.filter(user=None, updated_at__lt=before).delete()[0]
