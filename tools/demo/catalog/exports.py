"""A few demo goods that may leave the country again, by both modes."""

from decimal import Decimal

from django.db.models import F

from catalog.admission.exports import IncompleteExportError, approve_export
from catalog.models import ExportFiling, Variant, ZoneMode
from catalog.money import half_up

OF_EACH_MODE = 6
SHARE = Decimal("0.85")  # of the price at home: free on board


def seed_exports():
    """The first goods with stock of each zone that may export; what staff have filed stays."""
    for right in ZoneMode.objects.outwards().select_related("zone"):
        filed = ExportFiling.objects.filter(zone=right.zone, mode=right.mode).count()
        goods = Variant.objects.filter(
            filing__zone=right.zone,
            filing__mode=right.mode,
            price__gt=1,
            currency="CNY",
            export_filing=None,
            stock__zone=F("filing__zone"),
            stock__on_hand__gt=F("stock__reserved"),
        )
        for variant in goods.select_related("filing").order_by("pk")[: OF_EACH_MODE - filed]:
            export = ExportFiling(
                variant=variant,
                zone=right.zone,
                mode=right.mode,
                record_number=variant.filing.record_number,
                price=half_up(variant.price * SHARE),
            )
            try:
                approve_export(export, None)
            except IncompleteExportError:
                continue
