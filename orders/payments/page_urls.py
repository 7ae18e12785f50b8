"""Payment pages of buyers and clerks; included by orders/urls.py: their names are `orders:…`."""

from django.urls import include, path

from orders.payments.registry import all_gateways
from orders.payments.views import clerk, pages

urlpatterns = [
    path("orders/pay/<str:number>/", pages.pay, name="pay"),
    path("orders/pay/<str:number>/start/", pages.start, name="pay_start"),
    path("orders/pay/<str:number>/state/", pages.state, name="pay_state"),
    path("orders/pay/<str:number>/check/", pages.check, name="pay_check"),
    path("orders/pay/<str:number>/done/", pages.done, name="pay_done"),
    path("checkout/return/<str:number>/", pages.returned, name="pay_return"),
    path("orders/clerk/payments/", clerk.payments, name="clerk_payments"),
    path("orders/clerk/payments/event/<int:pk>/", clerk.answer_event, name="clerk_event"),
    path("orders/clerk/payments/refund/<int:pk>/", clerk.answer_refund, name="clerk_refund"),
    *(path("", include(gateway.urls)) for gateway in all_gateways() if gateway.urls),
]
