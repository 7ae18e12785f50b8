from celery import shared_task

from orders import mails


@shared_task(name="orders.send_mails")
def send_mails():
    mails.send_waiting()
