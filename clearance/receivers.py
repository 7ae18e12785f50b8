"""What the shop's signals start at once. Best effort: the periodic task does the same."""

from django.dispatch import receiver

from clearance.tasks import change_order, clear_order
from core.background.enqueue import enqueue_on_commit
from orders.signals import order_delivered, order_paid, order_to_withdraw, return_to_apply


@receiver(order_paid, dispatch_uid="clearance.order_paid")
def enqueue_clearance(sender, order_id, **kwargs):
    enqueue_on_commit(clear_order, order_id)


@receiver([order_to_withdraw, return_to_apply, order_delivered], dispatch_uid="clearance.change")
def enqueue_change(sender, order_id, **kwargs):
    enqueue_on_commit(change_order, order_id)
