from celery import shared_task

from exhibitors import emails


@shared_task(name="exhibitors.send_emails")
def send_emails():
    emails.send_waiting()
