from django.urls import path

from orders.payments.views.webhook import webhook

app_name = "payments"
urlpatterns = [path("payments/<slug:provider>/webhook/", webhook, name="webhook")]
