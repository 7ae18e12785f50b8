"""Ledger, stamps in the database and the stamp log outside it, compared with each other: a ledger
that was forged, chained and stamped anew, or cut off, contradicts the log (R-EVID-5)."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.db.models import OuterRef, Subquery

from evidence.models import Entry, Timestamp
from evidence.timestamps.base import TimestampError, verify
from evidence.timestamps.chain_head import authority, entry_error
from evidence.timestamps.stamp_log import Line, StampLogError, chain_errors, stamp_fields, stamp_log

Key = tuple[int, str, bytes]
DESCRIBED = ("authority", "is_test", "at")  # what a row says of its token, beside it


def timestamp_errors(*, signatures: bool = True) -> list[str]:
    """Where a stamp contradicts the ledger, the stamp log or its own signature, a sentence each.

    signatures: also have openssl check each, which takes some ten milliseconds."""
    log = stamp_log()
    try:
        lines = log.lines()
    except StampLogError as exc:
        return [str(exc)]
    errors = chain_errors(lines)
    if not lines and Timestamp.objects.exists():
        errors.append(f"the stamp log {log.name} is missing or empty, though there are stamps")
    unmatched = {(line.sequence, line.digest, line.token_bytes): line for line in lines}
    entry = Entry.objects.filter(pk=OuterRef("sequence")).values("digest")
    stamps = Timestamp.objects.order_by("sequence", "pk").annotate(entry_digest=Subquery(entry))
    for stamp in stamps.iterator(chunk_size=500):
        key = (stamp.sequence, stamp.digest, bytes(stamp.token))
        line = unmatched.pop(key, None)
        errors += _stamp_errors(stamp, line, has_log=bool(lines), signatures=signatures)
    return errors + _line_errors(list(unmatched.values()), lines)


def _stamp_errors(
    stamp: Timestamp, line: Line | None, *, has_log: bool, signatures: bool
) -> list[str]:
    entry_digest = stamp.entry_digest  # type: ignore[attr-defined]  # annotated above
    if entry_digest is None:
        return [f"entry {stamp.sequence}, stamped at {stamp.at:%Y-%m-%d}, is missing"]
    if entry_digest != stamp.digest:
        return [f"entry {stamp.sequence} is not the one stamped at {stamp.at:%Y-%m-%d}"]
    return [
        f"the stamp of entry {stamp.sequence} {error}"
        for error in (
            _signature_error(stamp) if signatures else "",
            _log_error(stamp, line) if has_log else "",
        )
        if error
    ]


def _signature_error(stamp: Timestamp) -> str:
    try:
        verify(bytes(stamp.token), stamp.digest, bytes(stamp.certificates))
    except TimestampError as exc:
        return f"does not hold: {exc}"
    return ""


def _log_error(stamp: Timestamp, line: Line | None) -> str:
    if line is None:
        return "is not in the stamp log"
    fields = stamp_fields(stamp.sequence, stamp.digest, stamp)
    if different := [name for name in DESCRIBED if fields[name] != getattr(line, name)]:
        return f"has another {', '.join(different)} than line {line.number} of the stamp log"
    return ""


def _line_errors(unmatched: list[Line], lines: list[Line]) -> list[str]:
    """Of lines without their row. On a site that goes on working, a line written after the
    caller's snapshot is in order in the database as it is now."""
    suspects = _contradicted(unmatched, lines)
    if suspects and connection.in_atomic_block:
        suspected = [line for line in unmatched if line.number in suspects]
        now = _on_another_connection(lambda: _contradicted(suspected, lines))
        suspects = {number: error for number, error in suspects.items() if number in now}
    return list(suspects.values())


def _contradicted(unmatched: Iterable[Line], lines: list[Line]) -> dict[int, str]:
    """{number of a line: what of it is not in the database}."""
    unmatched = list(unmatched)
    sequences = [line.sequence for line in unmatched]
    entries = dict(Entry.objects.filter(pk__in=sequences).values_list("pk", "digest"))
    rows = Timestamp.objects.filter(sequence__in=sequences).values_list(
        "sequence", "digest", "token"
    )
    stored = {(sequence, digest, bytes(token)) for sequence, digest, token in rows}
    errors = {
        line.number: _line_error(line, entries.get(line.sequence), stored, lines[-1])
        for line in unmatched
    }
    return {number: error for number, error in errors.items() if error}


def _line_error(line: Line, entry_digest: str | None, stored: set[Key], last: Line) -> str:
    place = f"line {line.number} of the stamp log"
    if error := entry_error(line, entry_digest):
        return error
    if (line.sequence, line.digest, line.token_bytes) in stored:
        return ""
    if line != last:  # the last one's row is written by the next run, see stamp_head
        return f"the stamp of entry {line.sequence} is missing from the database: {place} has it"
    try:
        verify(line.token_bytes, line.digest, authority().certificates())
    except TimestampError as exc:
        return f"the stamp in {place} does not hold: {exc}"
    return ""


def _on_another_connection(operation: Callable[[], dict[int, str]]) -> dict[int, str]:
    """In a thread, which has a connection of its own, outside the snapshot that is read here."""

    def run():
        try:
            return operation()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def entries_unstamped() -> int:
    """How many entries no stamp covers yet: until one does, who owns the database can take them
    away unseen."""
    last = Timestamp.objects.order_by("-sequence").values_list("sequence", flat=True).first()
    return Entry.objects.filter(sequence__gt=last or 0).count()
