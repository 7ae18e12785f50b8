"""The ends of ledger and stamp log, compared in a few queries: each hour, and whenever the site's
figures are read. Who cuts one of them off, or forges an entry and chains anew what follows, changes
the end (R-EVID-5)."""

from evidence.models import ChainHead, Entry, Timestamp
from evidence.timestamps.chain_head import contradiction, is_stored
from evidence.timestamps.stamp_log import StampLogError, stamp_log


def tail_errors() -> list[str]:
    """A sentence for each contradiction."""
    return [error for error in (_head_error(), _log_error()) if error]


def _head_error() -> str:
    head = ChainHead.objects.filter(pk=1).first()
    if head is None:
        return "the ledger's head is missing" if Entry.objects.exists() else ""
    if head.sequence and not Entry.objects.filter(pk=head.sequence, digest=head.digest).exists():
        return f"entry {head.sequence} is not the one that the ledger's head names, or is missing"
    return ""


def _log_error() -> str:
    log = stamp_log()
    try:
        last = log.last_line()
        stamps = Timestamp.objects.count()
        if last is None:
            missing = f"the stamp log {log.name} is missing or empty, though there are stamps"
            return missing if stamps and log.last_line() is None else ""
        # the last line's row is written after it, by the next run where the worker was killed
        lines = last.number if is_stored(last) else last.number - 1
        if error := contradiction(last):
            return error
        is_moving = log.last_line() != last  # a stamp was made meanwhile: the next look decides
    except StampLogError as exc:
        return str(exc)
    if stamps == lines or is_moving:
        return ""
    return f"the database has {stamps} stamps, {lines} of the stamp log's lines name one"
