"""Timestamps of the chain's head, one an hour: somebody who cuts the chain off or writes it anew
later contradicts a timestamp (R-EVID-5)."""

from dataclasses import asdict

from django.conf import settings
from django.utils.module_loading import import_string

from evidence.models import ChainHead, Entry, Timestamp
from evidence.timestamps.base import TimestampAuthority, TimestampError, verify


def authority() -> TimestampAuthority:
    return import_string(settings.TIMESTAMP_AUTHORITY)()


def stamp_head() -> Timestamp | None:
    """Stamp the head if it has moved since the last stamp; the Timestamp or None.

    The authority is asked outside any transaction; raises TimestampError, and the next hour tries
    again. Two workers at once leave two stamps of one head, or one: both are true."""
    head = ChainHead.objects.filter(pk=1).first()
    if head is None or Timestamp.objects.filter(sequence=head.sequence).exists():
        return None
    stamp = authority().stamp(head.digest)
    return Timestamp.objects.create(sequence=head.sequence, digest=head.digest, **asdict(stamp))


def timestamp_errors() -> list[str]:
    """Where a timestamp contradicts the chain or its own signature, a sentence each."""
    errors = []
    for stamp in Timestamp.objects.order_by("sequence"):
        entry = Entry.objects.filter(pk=stamp.sequence).values_list("digest", flat=True).first()
        if entry != stamp.digest:
            errors.append(f"entry {stamp.sequence} is not the one stamped at {stamp.at:%Y-%m-%d}")
            continue
        try:
            verify(bytes(stamp.token), stamp.digest, bytes(stamp.certificates))
        except TimestampError as exc:
            errors.append(f"the stamp of entry {stamp.sequence} does not hold: {exc}")
    return errors
