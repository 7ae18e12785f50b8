from celery import shared_task

from expo.models import Heartbeat


@shared_task(name="expo.heartbeat")
def heartbeat():
    Heartbeat.beat()


@shared_task(name="expo.mail_password_reset", autoretry_for=(OSError,), max_retries=3)
def mail_password_reset(email):
    from expo.accounts.actions import send_password_reset

    send_password_reset(email)


@shared_task(name="expo.forget_outdated")
def forget_outdated():
    from expo import keeping

    return {row.deed: ended for row, ended in keeping.forget_outdated()}
