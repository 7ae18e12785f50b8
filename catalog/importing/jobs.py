"""A file sent in the browser becomes a job. The job's row is the guarantee: a task that gets lost
is sent again by `catalog.importing.tasks.process_pending_imports`."""

import hashlib

from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from catalog.importing.tasks import run_import
from catalog.models import ImportJob


def start_job(exhibitor, file, *, name, actor, dry_run=False, approve=False, key=None):
    """Queue a file of `exhibitor`'s goods; the ImportJob. approve: staff only.

    key: of the click that asks for it; a second click with the same one gets the first one's
    job, and its own file is dropped."""
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
            transaction.on_commit(lambda: run_import.delay(job.pk), robust=True)
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
    data = form.cleaned_data
    return start_job(
        exhibitor,
        data["file"],
        name=data["file"].name,
        actor=actor,
        dry_run=data["dry_run"],
        approve=approve,
        key=_key(data, exhibitor, actor, approve),
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


def _key(data, exhibitor, actor, approve):
    """Unlike the token, which a browser keeps with its form, the key also changes with the file and
    between a check and a real run."""
    request = (data["token"], exhibitor.pk, actor.pk, data["dry_run"], approve)
    content = hashlib.sha256(repr(request).encode())
    for chunk in data["file"].chunks():
        content.update(chunk)
    data["file"].seek(0)
    return content.hexdigest()
