from celery import shared_task

from accounts import retention
from accounts.actions import send_password_reset


@shared_task(name="accounts.mail_password_reset", autoretry_for=(OSError,), max_retries=3)
def mail_password_reset(email):
    send_password_reset(email)


@shared_task(name="accounts.forget_outdated")
def forget_outdated():
    return {row.operation: ended for row, ended in retention.forget_outdated()}
