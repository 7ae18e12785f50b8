"""What production may not do without: its limits, the second factor, addresses that agree with each
other, and keys of the form that their makers give them. Each check yields sentences."""

import ipaddress
import re
from urllib.parse import urlsplit

from django.http.request import split_domain_port, validate_host

from config.proxy import PROXIES
from config.secret_strength import SHORTEST, bits, is_guessable

STRIPE_FORMS = {
    "STRIPE_SECRET_KEY": (
        re.compile(r"[sr]k_(?:org_)?(?:live|test)_(\w+)"),
        "sk_live_ or rk_live_",
    ),
    "STRIPE_PUBLISHABLE_KEY": (re.compile(r"pk_(?:live|test)_(\w+)"), "pk_live_"),
    "STRIPE_WEBHOOK_SECRET": (re.compile(r"whsec_([\w+/=-]+)"), "whsec_"),
}
SHORTEST_OF_STRIPE, LEAST_BITS_OF_STRIPE = 24, 30.0  # characters, prefix included


def protection_errors(settings):
    yield from switched_off(settings)
    yield from site_address(settings)
    yield from uncounted_proxies(settings)
    yield from guessable_token(settings)
    yield from mail_in_clear(settings)


def switched_off(settings):
    if not settings.RATE_LIMITS_ON:
        yield "RATE_LIMITS_ON is 0: anybody could try passwords without end. Unset it."
    if not settings.TWO_FACTOR_REQUIRED:
        yield "TWO_FACTOR_REQUIRED is 0: staff would work here by a password alone. Unset it."


def site_address(settings):
    """Links in e-mails, passkeys and webhooks are made of it."""
    address = urlsplit(settings.SITE_URL)
    if address.scheme != "https":
        yield f"SITE_URL is {settings.SITE_URL}: name it by https, as visitors reach it."
    hosts = [host for host in settings.ALLOWED_HOSTS if host != "*"]  # which is an error by itself
    host, _ = split_domain_port(address.netloc)
    if hosts and not validate_host(host, hosts):
        yield f"SITE_URL's host, {host}, is not one of ALLOWED_HOSTS: name it there."


def uncounted_proxies(settings):
    counted, needed = settings.TRUSTED_PROXIES, PROXIES.get(settings.PROXY, 1)
    if settings.BEHIND_PROXY and counted < needed:
        yield (
            f"TRUSTED_PROXIES is {counted}, but by BEHIND_PROXY and PROXY at least"
            f" {needed} stand in front: all visitors would share one address and its rate limits."
            " Leave it empty with compose.yaml, or count them all."
        )


def guessable_token(settings):
    token = settings.METRICS_TOKEN
    if token and is_guessable(token):
        yield (
            f"METRICS_TOKEN is short or easily guessed: at least {SHORTEST} random characters, as"
            " `openssl rand -hex 32` prints them."
        )


def mail_in_clear(settings):
    """A link that opens an account must not cross the internet for everybody to read."""
    is_encrypted = settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL
    if settings.EMAIL_HOST and not is_encrypted and not is_internal(settings.EMAIL_HOST):
        yield "EMAIL_URL sends mail unencrypted: smtp+tls://user:password@host:587"


def is_internal(host):
    """This machine, a private address or a name without a domain, as containers have."""
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host
    return ip.is_private


def is_form_of_stripe(name, value):
    """Has it the prefix, the length and the randomness of Stripe's own?"""
    form, _ = STRIPE_FORMS[name]
    match = form.fullmatch(value)
    is_whole = bool(match) and len(value) >= SHORTEST_OF_STRIPE
    return is_whole and bits(match[1]) >= LEAST_BITS_OF_STRIPE
