"""Do the catalogue's balances agree with their movements? Each check returns the differences."""

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from catalog.models import StockRecord


def stock():
    """Every stock record is the sum of its movements."""
    wrong = (
        StockRecord.objects.annotate(
            moved=Coalesce(Sum("movements__on_hand"), 0),
            reserved_moved=Coalesce(Sum("movements__reserved"), 0),
        )
        .filter(~Q(moved=F("on_hand")) | ~Q(reserved_moved=F("reserved")))
        .values_list("variant__sku", "zone__code", "on_hand", "moved", "reserved", "reserved_moved")
        .order_by("pk")
    )
    return [
        f"stock of {sku} in {zone}: {on_hand} on hand, movements say {moved};"
        f" {reserved} reserved, movements say {reserved_moved}"
        for sku, zone, on_hand, moved, reserved, reserved_moved in wrong
    ]
