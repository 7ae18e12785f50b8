"""What orders signal to the apps above, after commit and as a best effort: who misses a signal
finds the row that waits (`Order.objects.to_be_cleared()`, `OrderEmail`, …)."""

from django.db import transaction
from django.dispatch import Signal

order_placed = Signal()
order_paid = Signal()
order_cancelled = Signal()
order_refunded = Signal()
order_released = Signal()
order_delivered = Signal()
order_to_withdraw = Signal()  # its buyer wants out while customs has the list
return_to_apply = Signal()  # goods of it come back: customs must be informed


def send_on_commit(signal, order):
    """Send `signal` with `order_id` once the caller's transaction stands. A listener's error is
    logged and never reaches the buyer, whose order is already written (traps 12, 15)."""
    order_id = order.pk
    transaction.on_commit(
        lambda: signal.send_robust(sender=type(order), order_id=order_id), robust=True
    )
