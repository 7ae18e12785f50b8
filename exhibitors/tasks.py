from celery import shared_task

from exhibitors import letters
from exhibitors.actions import enquiries


@shared_task(name="exhibitors.send_letters")
def send_letters():
    letters.send_waiting()


@shared_task(name="exhibitors.forget_enquiries")
def forget_enquiries():
    """Enquiries, with the addresses they came from, are kept for a year."""
    return enquiries.forget_old()
