"""Stripe's own form on our page: what its script needs, and the policy that lets it in there."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from orders.payments.base import PaymentForm

SCRIPTS = ["https://js.stripe.com", "https://*.js.stripe.com"]
CSP = {
    "script-src": ["'self'", *SCRIPTS],
    "frame-src": ["'self'", *SCRIPTS, "https://hooks.stripe.com"],
    "connect-src": ["'self'", "https://api.stripe.com"],
}
LOCALES = {"zh-hans": "zh", "en": "en"}


def script_url():
    """The release of Stripe.js that belongs to the API version in use (2026-10-28.endive)."""
    return f"https://js.stripe.com/{settings.STRIPE_API_VERSION.rpartition('.')[2]}/stripe.js"


def payment_form(request, order):
    return PaymentForm(
        template="orders/payments/stripe/form.html",
        title=_("Pay with"),
        context={
            "key": settings.STRIPE_PUBLISHABLE_KEY,
            "locale": LOCALES.get(get_language(), "auto"),
            "start": reverse("orders:pay_start", args=[order.number]),
            "back": request.build_absolute_uri(reverse("orders:pay_return", args=[order.number])),
        },
        scripts=(script_url(), static("js/payments/stripe.js")),
        csp=CSP,
    )
