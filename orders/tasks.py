from celery import shared_task

from orders import mails, popularity
from orders.actions import expire, pick_up, return_goods


@shared_task(name="orders.send_mails")
def send_mails():
    mails.send_waiting()


@shared_task(name="orders.expire_overdue")
def expire_overdue():
    expire.expire_overdue()


@shared_task(name="orders.ready_pickups")
def ready_pickups():
    pick_up.ready_waiting()


@shared_task(name="orders.close_lost_returns")
def close_lost_returns():
    return_goods.close_lost()


@shared_task(name="orders.count_sales")
def count_sales():
    popularity.count_sales()
