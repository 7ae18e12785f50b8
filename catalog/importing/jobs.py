"""A file sent in the browser becomes a job: the row is the promise, which a sweep keeps; the task
is a nudge that may get lost."""

from django.db import transaction
from django.utils.translation import get_language

from catalog.models import ImportJob


def start_job(exhibitor, file, *, name, actor, dry_run=False, approve=False):
    """Queue a file of `exhibitor`'s goods; the ImportJob. approve: staff only."""
    job = ImportJob.objects.create(
        exhibitor=exhibitor,
        file=file,
        file_name=name[:200],
        dry_run=dry_run,
        approve=approve,
        actor=actor,
        language=get_language(),
    )
    _nudge(job)
    return job


def write_checked(checked, *, actor):
    """The file of a check that is done, now for real; None where the file is gone."""
    if not checked.file:
        return None
    return start_job(
        checked.exhibitor,
        checked.file.name,
        name=checked.file_name,
        actor=actor,
        approve=checked.approve,
    )


def _nudge(job):
    from catalog.tasks import run_import

    transaction.on_commit(lambda: run_import.delay(job.pk), robust=True)
