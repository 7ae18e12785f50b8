"""Which provider serves: the one in `PAYMENT_GATEWAY` for new payments, each attempt's own for
what was started before the setting changed."""

from django.conf import settings
from django.utils.module_loading import import_string

from orders.payments.base import Gateway


def chosen_gateway() -> Gateway:
    return import_string(settings.PAYMENT_GATEWAY)()


def all_gateways() -> list[Gateway]:
    """Every provider that the site knows, the chosen one first."""
    names = dict.fromkeys([settings.PAYMENT_GATEWAY, *settings.PAYMENT_GATEWAYS])
    return [import_string(dotted)() for dotted in names]


def gateway_named(provider: str) -> Gateway:
    """Raises LookupError for a provider this site does not know."""
    for gateway in all_gateways():
        if gateway.provider == provider:
            return gateway
    raise LookupError(f"no payment gateway named {provider!r} in PAYMENT_GATEWAYS")
