"""Customs' release hurries the pick-up's code; without this the sweep finds it a minute later."""

from django.dispatch import receiver

from core.background.enqueue import enqueue_on_commit
from orders.models import Pickup
from orders.signals import order_released


@receiver(order_released, dispatch_uid="orders.ready_pickups")
def hurry(sender, order_id, **kwargs):
    from orders.tasks import ready_pickups

    if Pickup.objects.filter(order=order_id).exists():
        enqueue_on_commit(ready_pickups)
