"""Orders of an exhibitor's own goods, below `/desk/<slug>/orders/`; included by dotted name."""

from django.urls import path

from orders.desk.order_list import exhibitor_orders
from orders.desk.returns import close_return, exhibitor_returns

urlpatterns = [
    path("", exhibitor_orders, name="orders"),
    path("returns/", exhibitor_returns, name="returns"),
    path("returns/<str:returned>/close/", close_return, name="close_return"),
]
