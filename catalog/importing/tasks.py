from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from catalog.importing.run import run_job
from catalog.models import ImportJob
from core.background.batch import process_each

State = ImportJob.State
ABANDONED = timedelta(minutes=20)  # its worker is gone; running it again is harmless


@shared_task(name="catalog.run_import", soft_time_limit=1100)
def run_import(pk):
    """Carry out a waiting job, once; the worker that changes its state first has it."""
    is_claimed = ImportJob.objects.filter(pk=pk, state=State.WAITING).update(
        state=State.RUNNING, started_at=timezone.now()
    )
    if is_claimed:
        job = ImportJob.objects.select_related("exhibitor", "actor").get(pk=pk)
        with job.file.open("rb") as file:
            run_job(job, file.read())


@shared_task(name="catalog.process_pending_imports")
def process_pending_imports():
    """Jobs whose task was lost, or whose worker died."""
    now = timezone.now()
    ImportJob.objects.filter(
        state=State.RUNNING, started_at__lt=now - ABANDONED, file__gt=""
    ).update(state=State.WAITING, started_at=now)
    waiting = Q(state=State.WAITING, file__gt="", started_at__lt=now - timedelta(seconds=30))
    process_each(run_import, list(ImportJob.objects.filter(waiting).values_list("pk", flat=True)))
