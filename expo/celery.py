import os

from celery import Celery
from celery.beat import EmbeddedService
from celery.signals import worker_ready

from expo.running.broker import use_whole_files

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings")
use_whole_files()

app = Celery("expo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def keep_time(sender, **kwargs):
    """On one machine the clock is a thread of the worker: `--beat` would fork a second copy of
    the whole site for it."""
    if os.environ.get("BEAT_IN_WORKER") == "1":
        EmbeddedService(app, thread=True).start()
