from celery import shared_task

from core.models import Heartbeat


@shared_task(name="core.heartbeat")
def heartbeat():
    Heartbeat.beat()
