"""Do the catalogue's books agree with themselves? Each check returns the differences it found."""

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from catalog.models import StockRecord


def stock():
    """Every stock record is the sum of its movements."""
    wrong = (
        StockRecord.objects.annotate(
            moved=Coalesce(Sum("movements__on_hand"), 0),
            held=Coalesce(Sum("movements__reserved"), 0),
        )
        .filter(~Q(moved=F("on_hand")) | ~Q(held=F("reserved")))
        .values_list("variant__sku", "zone__code", "on_hand", "moved", "reserved", "held")
        .order_by("pk")
    )
    return [
        f"stock of {sku} in {zone}: {on_hand} on hand, movements say {moved};"
        f" {reserved} reserved, movements say {held}"
        for sku, zone, on_hand, moved, reserved, held in wrong
    ]
