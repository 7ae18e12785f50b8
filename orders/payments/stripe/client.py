"""The SDK's client with everything pinned, and its errors as ours."""

import logging
from contextlib import contextmanager
from functools import lru_cache

import stripe
from django.conf import settings

from orders.payments import reachability
from orders.payments.base import GatewayError, UnknownPaymentError

log = logging.getLogger(__name__)

NOT_FOUND, SERVER_ERROR = 404, 500
REPEATABLE = (401, 403, 409, 429)  # a key, a lock or a limit: the same request may succeed later


def client() -> stripe.StripeClient:
    return _client(
        settings.STRIPE_SECRET_KEY,
        settings.STRIPE_API_BASE,
        settings.STRIPE_API_VERSION,
        settings.STRIPE_RETRIES,
        tuple(settings.STRIPE_TIMEOUT),
    )


@lru_cache(maxsize=4)
def _client(key, base, version, retries, timeout):
    return stripe.StripeClient(
        key,
        stripe_version=version,
        base_addresses={"api": base},
        max_network_retries=retries,
        http_client=stripe.RequestsClient(timeout=timeout),
    )


@contextmanager
def translated_errors():
    try:
        yield
    except stripe.StripeError as error:
        # any status but its own troubles is an answer, a refusal too
        status = error.http_status or SERVER_ERROR
        reachability.note(
            reachability.ANSWERED if status < SERVER_ERROR else reachability.UNREACHABLE
        )
        raise translated_error(error) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # the SDK fell over what it read: a proxy's page, or somebody else at the address. It
        # leaves open what the provider did, as a timeout does
        reachability.note(reachability.UNREACHABLE)
        log.exception("an answer that is not the payment firm's")
        raise GatewayError("an answer that is not the payment firm's", permanent=False) from error
    reachability.note(reachability.ANSWERED)


def translated_error(error):
    """An error of the client (4xx) is permanent, a wrong key is not: somebody will put it right.
    Anything else, a timeout above all, leaves open whether the provider did it."""
    status = error.http_status or 0
    message = str(error.user_message or error)
    if status == NOT_FOUND:
        return UnknownPaymentError(message)
    return GatewayError(message, permanent=400 <= status < 500 and status not in REPEATABLE)
