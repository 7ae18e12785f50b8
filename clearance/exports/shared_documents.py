"""A document about several orders (of a bill of lading, of a month), numbered by what is in it."""

from django.utils import timezone

from clearance.documents.preparation import save_built, write_version
from clearance.models import Message


def write_shared_document(zone, kind, details, orders, *, failed):
    """Written, or written anew in its next version; the Message. The caller holds the zone.

    failed: states of what was reported in vain: those about any of these orders are set aside, so
    that none of them goes again beside this one. None where a clerk has just sent one of them
    again."""
    failed_documents = Message.objects.filter(
        kind=kind, superseded_at=None, state__in=failed, orders__in=orders
    )
    pks = set(failed_documents.values_list("pk", flat=True))
    locked = Message.objects.select_for_update().filter(pk__in=pks, superseded_at=None)
    if len(locked.filter(state__in=failed)) < len(pks):
        return None
    Message.objects.filter(pk__in=pks).update(superseded_at=timezone.now())
    same = Message.objects.filter(kind=kind, business_key=details["cop_no"])
    if before := same.order_by("version").last():
        before.details = details
        message = write_version(before, version=before.version + 1, change=True)
    else:
        message = save_built(Message(zone=zone, kind=kind, details=details))
    message.orders.set(orders)
    return message
