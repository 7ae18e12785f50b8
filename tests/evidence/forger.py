"""What the database's own administrator can do: everything that SQL can, and a key of his own."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

from evidence.chain import canonical, digest_text, entry_digest
from evidence.models import ChainHead, Entry, Timestamp
from evidence.timestamps import local
from evidence.timestamps.base import timestamp_query

SIGNED = ("sequence", "subject", "kind", "actor", "at", "payload_digest", "previous")


def forge(sequence, payload):
    """Another content of an entry, and the whole chain behind it written anew."""
    previous = Entry.objects.get(pk=sequence).previous
    for entry in Entry.objects.filter(pk__gte=sequence).order_by("pk"):
        text = canonical(payload) if entry.pk == sequence else entry.payload
        entry.payload_digest, entry.previous = digest_text(text), previous
        previous = entry_digest(**{name: getattr(entry, name) for name in SIGNED})
        Entry.objects.filter(pk=entry.pk).update(
            payload=text,
            payload_digest=entry.payload_digest,
            previous=entry.previous,
            digest=previous,
        )
    ChainHead.objects.update(digest=previous)


def cut(after):
    """The ledger ends after this entry, as if nothing had come later."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM evidence_entry WHERE sequence > %s", [after])
        cursor.execute("DELETE FROM evidence_timestamp WHERE sequence > %s", [after])
    ChainHead.objects.update(sequence=after, digest=Entry.objects.get(pk=after).digest)


def restamp(*, with_new_key):
    """Every stamp made anew for the entry that stands there now."""
    folder = Path(settings.VAR_DIR) / "timestamps"
    if with_new_key:
        shutil.rmtree(folder)
        local._make_key(folder)
    certificates = (folder / "certificate.pem").read_bytes()
    for stamp in Timestamp.objects.all():
        digest = Entry.objects.get(pk=stamp.sequence).digest
        token = local.LocalAuthority()._answer(folder, timestamp_query(digest))
        Timestamp.objects.filter(pk=stamp.pk).update(
            digest=digest, token=token, certificates=certificates
        )
