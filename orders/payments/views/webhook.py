"""Where providers send their notifications. Nothing said here is believed but the signature."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from orders.payments.base import WebhookSignatureError
from orders.payments.notifications import store_notification
from orders.payments.registry import gateway_named


@csrf_exempt
@require_POST
def webhook(request, provider):
    """200 once the notification is stored, whatever it is about: a provider repeats anything else,
    Stripe for days."""
    gateway = _gateway(provider)
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.WEBHOOK_MAX_BYTES:
        return HttpResponse("too large", status=413)
    try:
        notification = gateway.verify_webhook(request.body, request.headers)
    except WebhookSignatureError:
        return HttpResponse("bad signature", status=400)
    store_notification(gateway.provider, notification)
    return HttpResponse("kept")


def _gateway(provider):
    try:
        gateway = gateway_named(provider)
    except LookupError as exc:
        raise Http404 from exc
    if not gateway.has_webhook:
        raise Http404
    return gateway
