from celery import shared_task

from accounts import emails, retention
from accounts.actions.passwords import send_password_reset


@shared_task(name="accounts.mail_password_reset", autoretry_for=(OSError,), max_retries=3)
def mail_password_reset(email, by_staff=False):
    send_password_reset(email, by_staff)


@shared_task(name="accounts.send_emails")
def send_emails():
    return emails.send_waiting()


@shared_task(name="accounts.forget_outdated")
def forget_outdated():
    return {row.operation: ended for row, ended in retention.forget_outdated()}
