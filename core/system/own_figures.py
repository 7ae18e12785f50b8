"""What every app shares: worker, queue, periodic tasks, disk, migrations, versions."""

import platform
import shutil

import django
import wagtail
from celery import current_app
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import KombuError

from core.models import Heartbeat
from core.system.figures import Figure, age
from core.system.last_runs import last_runs

BROKER_SECONDS = 2


def figures():
    beats = dict(Heartbeat.objects.values_list("name", "at"))
    if worker := beats.get("worker"):
        yield Figure("worker_heartbeat_age_seconds", _("Last sign of the worker"), age(worker))
    yield Figure("queue_tasks", _("Tasks in the queue"), tasks_in_queue())
    for task, at, failed_at in last_runs(beats):
        yield Figure("task_run_age_seconds", _("Last run"), age(at), of=task)
        if failed_at:
            yield Figure("task_failure_age_seconds", _("Last failed run"), age(failed_at), of=task)
    yield Figure("disk_free_bytes", _("Free disk space"), shutil.disk_usage(settings.VAR_DIR).free)
    yield Figure("migrations_pending", _("Migrations to be applied"), migrations_pending())
    yield from versions()


def tasks_in_queue():
    """None while the broker does not answer."""
    queue = settings.CELERY_TASK_DEFAULT_QUEUE
    try:
        with current_app.connection_for_read(connect_timeout=BROKER_SECONDS) as broker:
            return broker.default_channel.queue_declare(queue, passive=True).message_count
    except (KombuError, OSError, *current_app.connection().channel_errors):
        return None


def migrations_pending():
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def versions():
    database = ".".join(map(str, connection.get_database_version()))
    for of, text in (
        ("Python", platform.python_version()),
        ("Django", django.get_version()),
        ("Wagtail", wagtail.__version__),
        (connection.display_name, database),
    ):
        yield Figure("version", _("Version"), of=of, text=text)
