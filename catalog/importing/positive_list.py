"""Entering a published version of the positive list: all of a file or nothing (R-LIST-1, 3)."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.admission.change_signals import products_of
from catalog.admission.rules import admission_cache
from catalog.importing.encoding import decode
from catalog.models import PositiveListEntry, Variant
from catalog.signals import notify_goods_changed
from evidence.actions import record

COLUMNS = ("hs8", "name_zh", "note_kind", "note", "cap", "cap_unit")


class PositiveListError(Exception):
    """`errors`: one sentence for each row that is none, with its number in the file."""

    def __init__(self, errors: list[str]):
        super().__init__("; ".join(errors))
        self.errors = errors


def read_list(data: bytes, *, version: str, valid_from: date) -> list[PositiveListEntry]:
    """Unsaved lines of a CSV with the columns COLUMNS, the first two of which are needed.

    Raises PositiveListError, UnreadableFileError."""
    rows = csv.DictReader(io.StringIO(decode(data)))
    lacking = [name for name in COLUMNS[:2] if name not in (rows.fieldnames or ())]
    if lacking:
        raise PositiveListError([f"columns are missing: {', '.join(lacking)}"])
    entries, errors = [], []
    for number, row in enumerate(rows, start=2):
        try:
            entries.append(_entry(row, version, valid_from))
        except (ValidationError, InvalidOperation) as exc:
            errors.append(f"row {number}: {_text(exc)}")
    if errors or not entries:
        raise PositiveListError(errors or ["there is no line in it"])
    return entries


def _entry(row, version, valid_from) -> PositiveListEntry:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    cells["hs8"] = cells["hs8"].replace(".", "")
    cap = Decimal(cells.pop("cap") or 0) or None
    entry = PositiveListEntry(version=version, valid_from=valid_from, cap=cap, **cells)
    entry.full_clean(validate_constraints=False)
    return entry


def _text(exc) -> str:
    if isinstance(exc, ValidationError):
        return ", ".join(
            f"{name}: {' '.join(messages)}" for name, messages in exc.message_dict.items()
        )
    return "cap: no number"


@transaction.atomic
def enter(entries: list[PositiveListEntry], *, actor=None) -> list[str]:
    """The lines come into force on their day, in place of what was entered before for the same
    version and day; older versions end the day before. Taking the same file again changes nothing.

    Every listing is checked again: returns the SKUs that are approved and that the rules bar from
    that day (or from today, if it is past)."""
    version, starts = entries[0].version, entries[0].valid_from
    PositiveListEntry.objects.filter(version=version, valid_from=starts).delete()
    PositiveListEntry.objects.bulk_create(entries, batch_size=500)
    # R-LIST-1: an older version stays as history and ends the day before the new one
    older = PositiveListEntry.objects.filter(valid_from__lt=starts).exclude(version=version)
    older.on(starts).update(valid_to=starts - timedelta(days=1))
    # bulk writes send no signals, and the check below must see the new list
    admission_cache.forget()
    notify_goods_changed(products_of())
    barred = no_longer_sold(max(starts, timezone.localdate()))
    record(
        subject=f"positive list {version}",
        kind="positive list entered",
        payload={"from": starts.isoformat(), "lines": len(entries), "barred": barred},
        actor=actor,
    )
    return barred


def no_longer_sold(day: date) -> list[str]:
    """SKUs of shown and approved goods that the rules of a day bar."""
    rules = admission_cache.on(day)
    approved = Variant.objects.for_sale().select_related("filing", "product__exhibitor")
    return [each.sku for each in approved.order_by("pk") if not rules.admits(each)]
