from django.urls import path

from orders.payments.views import webhook

app_name = "payments"
urlpatterns = [path("payments/stripe/webhook/", webhook.stripe_webhook, name="stripe_webhook")]
