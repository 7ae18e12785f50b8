from celery import shared_task

from expo.models import Heartbeat


@shared_task(name="expo.heartbeat")
def heartbeat():
    Heartbeat.beat()
