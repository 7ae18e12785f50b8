"""Every kind of discrepancy: what it is called and how to resolve it (`discrepancy_kinds.yaml`)."""

from dataclasses import dataclass

from django.utils.functional import Promise

from core.files.texts import read_texts


@dataclass(frozen=True, slots=True)
class DiscrepancyKind:
    """page: where the remedy is done, if not with the order or document: exports or unmatched."""

    name: str
    label: Promise
    remedy: Promise
    page: str = ""


KINDS = {
    name: DiscrepancyKind(name, **facts)
    for name, facts in read_texts(__file__, "discrepancy_kinds.yaml").items()
}
