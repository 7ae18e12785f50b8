"""Claims of rebuilds. A process that has lost its claim notices at its next step, and stops."""

import os
import socket
import uuid
from contextlib import suppress

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from search.engines.base import EngineError
from search.models import Rebuild


class RebuildInProgressError(EngineError):
    """Another process is building this engine's index."""


def open_rebuild(engine: str) -> Rebuild:
    """The engine's open rebuild, made where there is none; simultaneous requests get the same."""
    try:
        with transaction.atomic():
            row, _made = Rebuild.objects.open().get_or_create(
                engine=engine, defaults={"state": Rebuild.State.WAITING}
            )
            return row
    except IntegrityError:
        return Rebuild.objects.open().get(engine=engine)


def claim(engine: str) -> Rebuild:
    """Raises RebuildInProgressError while another process that is alive works on it."""
    job = open_rebuild(engine)
    claim_id = f"{socket.gethostname()[:60]}:{os.getpid()}:{uuid.uuid4().hex[:12]}"
    claimable = Rebuild.objects.claimable()
    if has_died(job.holder):
        claimable = Rebuild.objects.open().filter(holder=job.holder)
    now = timezone.now()
    claimed = claimable.filter(pk=job.pk).update(
        state=Rebuild.State.RUNNING,
        holder=claim_id,
        moved_at=now,
        resumed=Case(When(started_at=None, then=F("resumed")), default=F("resumed") + 1),
        started_at=Case(When(started_at=None, then=Value(now)), default=F("started_at")),
    )
    if not claimed:
        raise RebuildInProgressError(f"{engine}: another rebuild is running.")
    job.refresh_from_db()
    return job


def has_died(holder: str) -> bool:
    """True when the holder was a process of this host that is no more."""
    host, _, rest = holder.partition(":")
    pid = rest.partition(":")[0]
    if host != socket.gethostname()[:60] or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass  # somebody else's, and alive
    return False


def keep_claim(job: Rebuild, **changes) -> None:
    """Renew the claim. Raises RebuildInProgressError when another process has taken over."""
    claimed = Rebuild.objects.open().filter(pk=job.pk, holder=job.holder)
    changes["moved_at"] = timezone.now()
    if not claimed.update(**changes):
        raise RebuildInProgressError(f"{job.engine}: another process has taken this rebuild over.")
    for name, value in changes.items():
        setattr(job, name, value)


def release_claim(job: Rebuild) -> None:
    """Interrupted: the next process continues where this one was."""
    with suppress(DatabaseError):  # then it counts as dead when it has been silent for a while
        Rebuild.objects.open().filter(pk=job.pk, holder=job.holder).update(holder="")


def close(job: Rebuild, state: str, **changes) -> None:
    """Ended, well or not; what was needed to go on is no longer."""
    with transaction.atomic():
        keep_claim(job, state=state, finished_at=timezone.now(), **changes)
        job.batches.all().delete()
