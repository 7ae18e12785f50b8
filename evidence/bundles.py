"""All entries of one subject in one text, checkable without this site (R-EVID-4, 6).

A bundle is JSON: `{"subject", "exported_at", "head": {"sequence", "digest"}, "entries": […]}`.
Entries of one subject are not neighbours in the chain, so each is checked by its own digest; the
chain's head at export time ties the bundle to the ledger."""

import json
from datetime import UTC, datetime

from evidence.chain import digest_text, entry_digest
from evidence.models import ChainHead, Entry
from evidence.verifying import FIELDS, Verdict


def export_bundle(subject):
    """The bundle's text for a subject such as "order E26…"."""
    head = ChainHead.objects.filter(pk=1).first() or ChainHead()
    bundle = {
        "subject": subject,
        "exported_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "head": {"sequence": head.sequence, "digest": head.digest},
        "entries": list(Entry.objects.filter(subject=subject).values(*FIELDS)),
    }
    return json.dumps(bundle, ensure_ascii=False, indent=1)


def entry_fault(entry, after):
    try:
        signed = {name: entry[name] for name in FIELDS if name not in ("payload", "digest")}
        if entry["sequence"] <= after:
            return "the entries are not in their order"
        if digest_text(entry["payload"]) != entry["payload_digest"]:
            return "its content was changed"
        if entry_digest(**signed) != entry["digest"]:
            return "one of its fields was changed"
    except (KeyError, TypeError, AttributeError):
        return "it is not a complete entry"
    return ""


def verify_bundle(text):
    """Verdict over an exported bundle; a text that is no bundle breaks at entry 0."""
    try:
        entries = json.loads(text)["entries"]
    except (ValueError, KeyError, TypeError):
        return Verdict(0, "", 0, "this is not an evidence bundle")
    last = 0
    for entry in entries:
        if reason := entry_fault(entry, last):
            return Verdict(
                0, "", entry.get("sequence", 0) if isinstance(entry, dict) else 0, reason
            )
        last = entry["sequence"]
    return Verdict(len(entries), entries[-1]["digest"] if entries else "")
