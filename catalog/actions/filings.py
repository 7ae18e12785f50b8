"""A variant's filing: changed, approved and approval withdrawn by staff. Each leaves its trail."""

from django.db import transaction
from django.utils import timezone

from catalog.actions.stock import open_record
from catalog.actions.variants import record_change
from catalog.admission.requirements import missing_for_sale
from catalog.admission.rules import Reason, read_admission
from catalog.models import Filing, Variant
from catalog.tax.legal_quantities import legal_fields
from catalog.tax.rate_cache import rate_cache


class IncompleteFilingError(Exception):
    """The filing can't be approved yet; `reasons` say what is missing."""

    def __init__(self, reasons: list[Reason]) -> None:
        super().__init__([reason.code for reason in reasons])
        self.reasons = reasons


def change_filing(variant: Variant, actor, **fields) -> bool:
    """Change regulated fields, and take the approval back if any of them is another than
    before (R-DOC-8). False where nothing changes."""
    with transaction.atomic():
        filing, _ = Filing.objects.select_for_update().get_or_create(variant=variant)
        before = filing.as_filed()
        for name, value in fields.items():
            setattr(filing, name, value)
        after = filing.as_filed()
        changed = [name for name in after if before[name] != after[name]]
        if not changed:
            return False
        # R-DOC-8: an approval is for the facts as they were; any other fact needs a new one
        filing.approved_at = filing.approved_by = None
        filing.save()
        open_record(filing)
        changes = {name: [before[name], after[name]] for name in changed}
        record_change(variant, "filing changed", changes, actor)
    variant.filing = filing
    return True


def approve_filing(variant: Variant, actor) -> bool:
    """Staff set their name under a complete filing; the good is then for sale if it is shown.

    They confirm with it that the good is what the positive list's words name (R-LIST-2); the
    version they read is kept (R-LIST-1). False if somebody else had approved it. Raises
    IncompleteFilingError with what is missing."""
    with transaction.atomic():
        filing = Filing.objects.select_for_update().filter(variant=variant).first()
        if filing is not None:
            filing.variant = variant
            variant.filing = filing
        # read anew: the cache of pages may be a minute old, an approval is kept for years
        rules = read_admission(timezone.localdate(), [filing] if filing else [])
        reasons = missing_for_sale(variant, rules.day, admission=rules)
        if reasons or filing is None:  # without a filing, the reasons say so
            raise IncompleteFilingError(reasons)
        # R-DOC-8: customs wants quantities in the tariff's own units; kept as computed on this day
        legal = legal_fields(variant, filing, rate_cache.find(filing.hs_code, rules.day))
        if rules.version:
            legal["list_version"] = rules.version
        read = [str(line.note or line) for line in rules.lines_to_confirm(filing)]
        is_approved = Filing.objects.filter(pk=filing.pk, approved_at=None).update(
            approved_at=timezone.now(), approved_by=actor, **legal
        )
        if is_approved:
            filing.refresh_from_db()
            open_record(filing)
            payload = filing.as_filed() | ({"list_notes": read} if read else {})
            record_change(variant, "filing approved", payload, actor)
        return bool(is_approved)


def withdraw_approval(variant: Variant, actor, reason: str) -> bool:
    """The good stays shown and is no longer for sale; False if it wasn't approved."""
    with transaction.atomic():
        is_withdrawn = (
            Filing.objects.filter(variant=variant)
            .exclude(approved_at=None)
            .update(approved_at=None, approved_by=None)
        )
        if is_withdrawn:
            record_change(variant, "filing approval taken back", {"reason": reason}, actor)
        return bool(is_withdrawn)
