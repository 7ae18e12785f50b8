from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from evidence.chain import canonical, digest_text, entry_digest
from evidence.models import ChainHead, Entry, Timestamp
from evidence.timestamps.stamp_log import StampLogError, stamp_fields, stamp_log


def record(*, subject: str, kind: str, payload: Any, actor: Any = None) -> Entry:
    """Add an entry to the ledger in the caller's own transaction.

    subject: text such as "order E260101…"; kind: past participle; payload: JSON of the facts,
    without identity numbers in clear (R-EVID-6); time and actor are kept with it (R-EVID-3). Takes
    the chain's lock until the transaction ends, so call it when you have every other lock: last of
    all."""
    return record_all([{"subject": subject, "kind": kind, "payload": payload, "actor": actor}])[0]


def record_all(entries: Sequence[dict[str, Any]]) -> list[Entry]:
    """`record` for several entries of one transaction, in their sequence, under one lock."""
    if not entries:
        return []
    with transaction.atomic(savepoint=False):  # a change without its entry must not commit
        _check_references()
        head = ChainHead.objects.select_for_update().get_or_create(pk=1)[0]
        chained: list[Entry] = []
        for entry in entries:
            chained.append(_next_entry(chained[-1] if chained else head, **entry))
        Entry.objects.bulk_create(chained)
        last = chained[-1]
        ChainHead.objects.filter(pk=1).update(sequence=last.sequence, digest=last.digest)
    return chained


def _check_references():
    """Have the database check the new rows' foreign keys now. It would do so at commit, with the
    chain locked, and wait there for a transaction that has such a row and waits for the chain."""
    if connection.features.has_select_for_update:
        connection.check_constraints()


def _next_entry(
    before: Entry | ChainHead, *, subject: str, kind: str, payload: Any, actor: Any = None
) -> Entry:
    text = canonical(payload)
    fields = {
        "sequence": before.sequence + 1,
        "subject": subject,
        "kind": kind,
        "actor": f"user {actor.pk}" if getattr(actor, "pk", None) else str(actor or ""),
        "at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "payload_digest": digest_text(text),
        "previous": before.digest,
    }
    return Entry(**fields, payload=text, digest=entry_digest(**fields))


def begin_stamp_log() -> int:
    """Write the database's stamps into a new stamp log; how many there were. For a log that was
    lost or is put away (R-EVID-5). Raises StampLogError where the log has lines."""
    log = stamp_log()
    with log.locked() as opened:
        if opened.last:
            raise StampLogError(f"{log.name} has lines already: put it away, or name another")
        stamps = 0
        for stamp in Timestamp.objects.order_by("sequence", "pk").iterator():
            opened.append(**stamp_fields(stamp.sequence, stamp.digest, stamp))
            stamps += 1
    record(subject="stamp log", kind="stamp log begun", payload={"lines": stamps})
    return stamps
