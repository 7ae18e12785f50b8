"""Walks the chain and names the first entry that does not hold (R-EVID-5)."""

from dataclasses import dataclass
from typing import Any

from evidence.chain import GENESIS, digest_text, entry_digest
from evidence.models import ChainHead, Entry
from evidence.timestamps.comparison import timestamp_errors

FIELDS = (
    "sequence", "subject", "kind", "actor", "at",
    "payload", "payload_digest", "previous", "digest",
)  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    entries: int
    head: str
    broken_at: int | None = None
    reason: str = ""

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def error_in(entry: dict[str, Any], expected_sequence: int, expected_previous: str) -> str:
    """Why this entry breaks the chain, or an empty string."""
    if entry["sequence"] != expected_sequence:
        return f"entry {expected_sequence} is missing"
    if entry["previous"] != expected_previous:
        return "it does not follow the entry before it"
    if digest_text(entry["payload"]) != entry["payload_digest"]:
        return "its content was changed"
    signed = {name: entry[name] for name in FIELDS if name not in ("payload", "digest")}
    if entry_digest(**signed) != entry["digest"]:
        return "one of its fields was changed"
    return ""


def verify_chain() -> Verdict:
    """Verdict over the whole ledger."""
    sequence, previous = 0, GENESIS
    for entry in Entry.objects.order_by("sequence").values(*FIELDS).iterator(chunk_size=2000):
        if reason := error_in(entry, sequence + 1, previous):
            return Verdict(sequence, previous, sequence + 1, reason)
        sequence, previous = entry["sequence"], entry["digest"]
    # a chain cut off at its end holds in itself: only the head's count and digest betray it
    head = ChainHead.objects.filter(pk=1).values_list("sequence", "digest").first()
    if head and head != (sequence, previous):
        return Verdict(sequence, previous, sequence + 1, "the end of the ledger is missing")
    if head is None and sequence:
        return Verdict(sequence, previous, sequence, "the ledger's head is missing")
    return Verdict(sequence, previous)


def check(*, signatures: bool = True) -> list[str]:
    """Integrity check: a sentence for each difference, empty when the ledger holds."""
    verdict = verify_chain()
    broken = [] if verdict.holds else [f"evidence entry {verdict.broken_at}: {verdict.reason}"]
    return broken + timestamp_errors(signatures=signatures)
