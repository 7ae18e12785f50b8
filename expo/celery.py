import os

from celery import Celery

from expo.running.broker import use_whole_files

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo.settings")
use_whole_files()

app = Celery("expo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
