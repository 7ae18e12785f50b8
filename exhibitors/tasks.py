from celery import shared_task

from exhibitors import emails as letters


@shared_task(name="exhibitors.send_letters")
def send_letters():
    letters.send_waiting()
