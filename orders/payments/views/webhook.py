"""The door that providers knock at. Nothing said here is believed but the signature."""

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from orders.payments.base import WebhookSignatureError
from orders.payments.notifications import store_notification
from orders.payments.stripe import StripeGateway


@csrf_exempt
@require_POST
def stripe_webhook(request):
    """200 once the notice is kept, whatever it is about: Stripe repeats anything else for days."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.WEBHOOK_MAX_BYTES:
        return HttpResponse("too large", status=413)
    gateway = StripeGateway()
    try:
        notice = gateway.verify_webhook(request.body, request.headers)
    except WebhookSignatureError:
        return HttpResponse("bad signature", status=400)
    store_notification(gateway.provider, notice)
    return HttpResponse("kept")
