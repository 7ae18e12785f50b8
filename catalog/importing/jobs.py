"""A file sent in the browser becomes a job: the row is the promise, which a sweep keeps; the task
is a nudge that may get lost."""

import hashlib

from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from catalog.importing.tasks import run_import
from catalog.models import ImportJob


def start_job(exhibitor, file, *, name, actor, dry_run=False, approve=False, key=None):
    """Queue a file of `exhibitor`'s goods; the ImportJob. approve: staff only.

    key: of the click that asks for it; a second click with the same one gets the first one's
    job, and its file is not kept."""
    job = ImportJob(
        exhibitor=exhibitor,
        file=file,
        file_name=name[:200],
        dry_run=dry_run,
        approve=approve,
        actor=actor,
        language=get_language(),
        key=key,
    )
    try:
        with transaction.atomic():
            job.save()
            _nudge(job)
    except IntegrityError:
        first = ImportJob.objects.filter(key=key).first() if key else None
        if first is None:
            raise
        if not isinstance(file, str):  # a path belongs to the job it was taken from
            job.file.delete(save=False)
        return first
    return job


def start_from_form(form, exhibitor, *, actor, approve=False):
    """The job that a valid GoodsFileForm asks for, however often its button is pressed."""
    asked = form.cleaned_data
    return start_job(
        exhibitor,
        asked["file"],
        name=asked["file"].name,
        actor=actor,
        dry_run=asked["dry_run"],
        approve=approve,
        key=_key(asked, exhibitor, actor, approve),
    )


def write_checked(checked, *, actor):
    """The file of a check that is done, now for real, once; None where the file is gone."""
    if not checked.file:
        return None
    return start_job(
        checked.exhibitor,
        checked.file.name,
        name=checked.file_name,
        actor=actor,
        approve=checked.approve,
        key=f"check {checked.pk}",
    )


def _key(asked, exhibitor, actor, approve):
    """Another file sent from a form that a browser kept is another wish, and so is a real run
    after a check."""
    wish = (asked["token"], exhibitor.pk, actor.pk, asked["dry_run"], approve)
    content = hashlib.sha256(repr(wish).encode())
    for chunk in asked["file"].chunks():
        content.update(chunk)
    asked["file"].seek(0)
    return content.hexdigest()


def _nudge(job):
    transaction.on_commit(lambda: run_import.delay(job.pk), robust=True)
