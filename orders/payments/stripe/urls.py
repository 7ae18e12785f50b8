from django.urls import path

from orders.payments.stripe import views

urlpatterns = [path("orders/pay/<str:number>/test/", views.pay_test, name="pay_test")]
