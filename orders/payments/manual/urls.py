from django.urls import path

from orders.payments.manual import views

urlpatterns = [
    path("orders/clerk/payments/transfer/<int:pk>/", views.confirm, name="clerk_transfer"),
]
