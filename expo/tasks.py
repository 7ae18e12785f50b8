from celery import shared_task

from expo.pages.scheduled import process_scheduled


@shared_task(name="expo.publish_scheduled", soft_time_limit=600)
def publish_scheduled():
    """What an editor scheduled goes live, or expires."""
    process_scheduled()
