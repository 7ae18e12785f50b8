"""Goods that may leave the country: their approval by staff, and which may be offered today."""

from django.db import transaction
from django.utils import timezone

from catalog.models import ExportFiling, ZoneMode
from evidence.actions import record


class IncompleteExportError(Exception):
    """`missing`: names of the facts that a list out can't do without."""

    def __init__(self, missing):
        self.missing = missing
        super().__init__(", ".join(missing))


@transaction.atomic
def approve_export(filing: ExportFiling, actor) -> None:
    """Let a good out as it stands now. Raises IncompleteExportError."""
    if missing := filing.missing():
        raise IncompleteExportError(missing)
    filing.approved_at, filing.approved_by = timezone.now(), actor
    # a copy, so that a later change of the filing is noticed (`ExportFiling.holds`)
    filing.approved_facts = filing.facts()
    filing.save()
    record(
        subject=f"variant {filing.variant.sku}",
        kind="export approved",
        payload={"mode": filing.mode, "zone": filing.zone.code, "price": f"{filing.price:f}"},
        actor=actor,
    )


def exportable(exhibitor=None, *, mode=""):
    """Filings of goods that may be sold abroad today, by SKU: approved for the good as it stands,
    through a zone whose mode for export is in force. For one exhibitor's own, or for all."""
    filings = ExportFiling.objects.approved().select_related(
        "zone", "variant__filing", "variant__product__exhibitor"
    )
    if exhibitor is not None:
        filings = filings.filter(variant__product__exhibitor=exhibitor)
    if mode:
        filings = filings.filter(mode=mode)
    outwards = ZoneMode.objects.outwards().on(timezone.localdate())
    rights = set(outwards.values_list("zone_id", "mode"))
    return [
        filing
        for filing in filings.order_by("variant__sku")
        # checked when goods are offered, not only when approved: a mode may have ended since
        if (filing.zone_id, filing.mode) in rights and filing.holds()
    ]
