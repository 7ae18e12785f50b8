"""Orders of an exhibitor's own goods, below `/desk/<slug>/orders/`; included by dotted name."""

from django.urls import path

from orders.views.desk import exhibitor_orders

urlpatterns = [path("", exhibitor_orders, name="orders")]
