"""System checks of the settings of production. Every management command runs them; a web server
and a worker run none: `config/wsgi.py` and `config/celery.py` call `require_production_settings`
themselves."""

from django.conf import settings
from django.core.checks import Error, register, run_checks
from django.core.exceptions import ImproperlyConfigured

DEVELOPMENT_SECRET = "expo-development-only-not-a-secret"  # noqa: S105 - that is the point
DEVELOPMENT_MARKS = ("expo-development-only", "stand_in", "stand-in", "change-me", "-demo")
SECRETS = (
    "SECRET_KEY",
    "IDENTITY_KEYS",
    "IDENTITY_HASH_KEY",
    "CLEARANCE_SECRET",
)
# needed only where Stripe takes the money; its webhooks are received wherever PAYMENT_GATEWAYS
# names it, so a value that everybody can read is refused there too
SECRETS_OF_STRIPE = ("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET")
TAG = "production"


@register(TAG)
def production_settings(app_configs=None, **kwargs):
    """An error for each setting that production may not have."""
    if not settings.PRODUCTION:
        return []
    return [Error(message, id="expo.E001") for message in production_errors(settings)]


def require_production_settings():
    """Raises ImproperlyConfigured with one line for each wrong setting."""
    if errors := run_checks(tags=[TAG]):
        lines = "\n- ".join(error.msg for error in errors)
        raise ImproperlyConfigured(f"This site does not start in production mode:\n- {lines}")


def production_errors(settings):
    """Sentences that name each wrong setting; empty when all is well."""
    errors = ["DEBUG is on: unset DEBUG when PRODUCTION=1."] if settings.DEBUG else []
    uses_stripe = settings.PAYMENT_GATEWAY == "orders.payments.stripe.StripeGateway"
    for name in SECRETS + SECRETS_OF_STRIPE:
        value = getattr(settings, name)
        text = " ".join(value) if isinstance(value, (list, tuple)) else value
        is_missing = not text and (uses_stripe or name in SECRETS)
        if is_missing or any(mark in text for mark in DEVELOPMENT_MARKS):
            errors.append(
                f"{name} still has its development value: set {name} to a secret of your own."
            )
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        errors.append("ALLOWED_HOSTS is empty or '*': name the hosts this site answers for.")
    if settings.STRIPE_IS_FAKE:
        errors.append(  # anybody who opens the page could mark an order as paid
            "STRIPE_API_BASE is a stand-in, with a form that pays without money: unset it."
        )
    return [*errors, *unnamed_partners(settings)]


def unnamed_partners(settings):
    """Customs and the firms that report to it must be named: nothing stands in for them by
    default, or paid orders would be declared to nobody."""
    partners = settings.CLEARANCE_PARTNERS
    named = {
        "CLEARANCE_URL": settings.CLEARANCE_URL,
        "PAYMENT_FIRM": partners["payment"],
        "LOGISTICS_FIRM": partners["logistics"],
        "CUSTOMS_AGENT": partners["agent"],
    }
    return [
        f"{name} is empty: name customs' platform or the adapter of your partner."
        for name, value in named.items()
        if not value
    ]
