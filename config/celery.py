import os
import warnings

from celery import Celery
from celery.beat import EmbeddedService
from celery.platforms import SecurityWarning
from celery.signals import beat_init, worker_init, worker_ready
from django.core.exceptions import ImproperlyConfigured

from config.filesystem_broker import use_atomic_files
from core.background import task_request_ids  # noqa: F401 - its receivers connect themselves
from core.system import last_runs  # noqa: F401 - likewise

if os.getuid() == 0:
    # Celery's worry about root is pickle, by which a queue could run anything. This worker reads
    # JSON only (CELERY_ACCEPT_CONTENT); `make run` says in one line that root needn't be.
    warnings.filterwarnings("ignore", category=SecurityWarning)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
use_atomic_files()

app = Celery("expo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def refuse_development_settings(**kwargs):
    """Neither worker nor beat runs Django's system checks by itself. Celery logs what a receiver of
    its signals raises and goes on, but for SystemExit."""
    from config.checks import require_production_settings  # Django's apps are loaded only now

    try:
        require_production_settings()
    except ImproperlyConfigured as exc:
        raise SystemExit(str(exc)) from exc


@worker_ready.connect
def start_beat(sender, **kwargs):
    """On one machine beat is a thread of the worker: `--beat` would fork a second copy of the
    whole site for it."""
    if os.environ.get("BEAT_IN_WORKER") == "1":
        EmbeddedService(app, thread=True).start()
