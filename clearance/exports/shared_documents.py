"""A document about several orders (of a bill of lading, of a month), numbered by what is in it."""

from django.utils import timezone

from clearance.documents.preparation import write_version, written
from clearance.models import Message


def tell_of_many(zone, kind, details, orders, *, failed):
    """Written, or written anew in its next version; the Message. The caller holds the zone.

    failed: states of what was told in vain: those about any of these orders are set aside, so that
    none of them goes again beside this one. None where a clerk has just sent one of them again."""
    in_vain = Message.objects.filter(
        kind=kind, superseded_at=None, state__in=failed, orders__in=orders
    )
    pks = set(in_vain.values_list("pk", flat=True))
    held = Message.objects.select_for_update().filter(pk__in=pks, superseded_at=None)
    if len(held.filter(state__in=failed)) < len(pks):
        return None
    Message.objects.filter(pk__in=pks).update(superseded_at=timezone.now())
    same = Message.objects.filter(kind=kind, business_key=details["cop_no"])
    if before := same.order_by("version").last():
        before.details = details
        message = write_version(before, version=before.version + 1, change=True)
    else:
        message = written(Message(zone=zone, kind=kind, details=details))
    message.orders.set(orders)
    return message
