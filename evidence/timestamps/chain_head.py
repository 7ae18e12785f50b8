"""Timestamps of the chain's head, one an hour: somebody who cuts the chain off or writes it anew
later contradicts a timestamp (R-EVID-5)."""

from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from evidence.models import ChainHead, Entry, Timestamp
from evidence.timestamps.base import TimestampAuthority, TimestampError
from evidence.timestamps.stamp_log import Line, stamp_fields, stamp_log


def authority() -> TimestampAuthority:
    return import_string(settings.TIMESTAMP_AUTHORITY)()


def stamp_head() -> Timestamp | None:
    """Stamp the head if it has moved since the last stamp; the Timestamp or None.

    The stamp goes to the stamp log first and to the database after it: a worker killed in between
    leaves a line whose row the next run writes. The authority is called outside any lock or
    transaction; raises TimestampError or StampLogError, and the next hour tries again."""
    _write_missing_row()
    head = ChainHead.objects.filter(pk=1).first()
    if head is None or Timestamp.objects.filter(sequence=head.sequence).exists():
        return None
    stamp = authority().stamp(head.digest)
    with stamp_log().locked() as log:
        if log.last is None and Timestamp.objects.exists():
            raise TimestampError(
                f"the stamp log {stamp_log().name} is missing, though there are stamps: see "
                "docs/evidence.md",
                permanent=True,
            )
        if log.last and log.last.sequence >= head.sequence:
            return None  # another worker was faster, with this head or a newer one
        log.append(**stamp_fields(head.sequence, head.digest, stamp))
        return Timestamp.objects.create(sequence=head.sequence, digest=head.digest, **asdict(stamp))


def _write_missing_row() -> None:
    """The row of the log's last line, where a worker was killed before it wrote it. Where the
    ledger does not have its entry, that is no broken run but a ledger cut off or forged: nothing
    is stamped over it, or the log's end would agree again. Raises TimestampError."""
    with stamp_log().locked() as log:
        last = log.last
        if last and (error := contradiction(last)):
            raise TimestampError(f"{error}; see docs/evidence.md", permanent=True)
        if last is None or is_stored(last):
            return
        Timestamp.objects.create(
            sequence=last.sequence,
            digest=last.digest,
            token=last.token_bytes,
            certificates=authority().certificates(),
            authority=last.authority,
            is_test=last.is_test,
            at=datetime.fromisoformat(last.at),
        )


def contradiction(line: Line) -> str:
    """How the ledger as it is now contradicts a line, or an empty string."""
    entries = Entry.objects.filter(pk=line.sequence)
    return entry_error(line, entries.values_list("digest", flat=True).first())


def entry_error(line: Line, digest: str | None) -> str:
    """digest: of the entry that stands in the place that the line names, None where none does."""
    place = f"line {line.number} of the stamp log"
    if digest is None:
        return f"entry {line.sequence} is missing: {place} names it"
    if digest != line.digest:
        return f"entry {line.sequence} is not the one that {place} names"
    return ""


def is_stored(line: Line) -> bool:
    """Is there the row of a line?"""
    return Timestamp.objects.filter(sequence=line.sequence, digest=line.digest).exists()
