from datetime import UTC, datetime

from django.db import connection, transaction

from evidence.chain import canonical, digest_text, entry_digest
from evidence.models import ChainHead, Entry


def record(*, subject, kind, payload, actor=None):
    """Add an entry to the ledger in the caller's own transaction.

    subject: text such as "order E260101…"; kind: past participle; payload: JSON of the facts,
    without identity numbers in clear (R-EVID-6); time and actor are kept with it (R-EVID-3). Takes
    the chain's lock until the transaction ends, so call it after every other lock is held: last of
    all."""
    return record_all([{"subject": subject, "kind": kind, "payload": payload, "actor": actor}])[0]


def record_all(deeds):
    """`record` for several deeds of one transaction, in their sequence, under one lock."""
    if not deeds:
        return []
    with transaction.atomic(savepoint=False):  # a deed without its entry must not stand
        _settle_references()
        head = ChainHead.objects.select_for_update().get_or_create(pk=1)[0]
        entries = []
        for deed in deeds:
            entries.append(_next_entry(entries[-1] if entries else head, **deed))
        Entry.objects.bulk_create(entries)
        last = entries[-1]
        ChainHead.objects.filter(pk=1).update(sequence=last.sequence, digest=last.digest)
    return entries


def _settle_references():
    """Have the database look up now what the deed's new rows refer to. It would do so at commit,
    with the chain locked, and wait there for whoever holds such a row and waits for the chain."""
    if connection.features.has_select_for_update:
        connection.check_constraints()


def _next_entry(before, *, subject, kind, payload, actor=None):
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
