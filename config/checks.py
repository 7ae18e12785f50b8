"""System checks of the settings of production. Every management command runs them; a web server
and a worker run none: `config/wsgi.py` and `config/celery.py` call `require_production_settings`
themselves.

REHEARSAL=1 beside PRODUCTION=1 lifts three refusals and no other: sandbox partners, Stripe's test
keys, and loopback addresses of theirs and of the site."""

import ipaddress
import socket
from email.utils import parseaddr
from itertools import chain
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import WARNING, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured

from config.protection import STRIPE_FORMS, is_form_of_stripe, protection_errors
from config.secret_strength import SHORTEST, is_guessable

DEVELOPMENT_SECRET = "expo-development-only-not-a-secret"  # noqa: S105 - that is the point
DEVELOPMENT_MARKS = ("expo-development-only", "stand_in", "stand-in", "change-me", "-demo")
SECRETS = (
    "SECRET_KEY",
    "IDENTITY_KEYS",
    "IDENTITY_HASH_KEY",
    "CLEARANCE_SECRET",
)
# needed only where this gateway takes the money; its webhooks are received wherever
# PAYMENT_GATEWAYS names it, so a value that everybody can read is an error there too
SECRETS_OF_GATEWAYS = {
    "orders.payments.stripe.StripeGateway": ("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"),
}
TEST_KEYS = ("sk_test_", "rk_test_", "pk_test_")
MAIL_TO_NOBODY = {"console", "console_backend", "dummy", "filebased", "locmem"}
TAG = "production"


@register(TAG)
def production_settings(app_configs=None, **kwargs):
    """An error for each setting that production may not have."""
    if not settings.PRODUCTION:
        return []
    return [Error(message, id="expo.E001") for message in production_errors(settings)]


@register(TAG)
def deployment(app_configs=None, **kwargs):
    """What Django warns of by `check --deploy` alone stops production without it."""
    if not settings.PRODUCTION:
        return []
    messages = run_checks(tags=[Tags.security], include_deployment_checks=True)
    return [
        Error(each.msg, hint=each.hint, id=each.id) for each in messages if each.level >= WARNING
    ]


def require_production_settings():
    """Raises ImproperlyConfigured with one line for each wrong setting."""
    if errors := run_checks(tags=[TAG]):
        lines = "\n- ".join(error.msg for error in errors)
        raise ImproperlyConfigured(f"This site does not start in production mode:\n- {lines}")


def production_errors(settings):
    """Sentences that name each wrong setting; empty when all is well."""
    errors = ["DEBUG is on: unset DEBUG when PRODUCTION=1."] if settings.DEBUG else []
    errors += [*worthless_secrets(settings), *shared_secrets(settings)]
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        errors.append("ALLOWED_HOSTS is empty or '*': name the hosts this site answers for.")
    errors += [*mail_to_nobody(settings), *unnamed_partners(settings)]
    errors += protection_errors(settings)
    if not settings.REHEARSAL:
        errors += [*stripe_test_keys(settings), *loopback_addresses(settings), *stand_ins(settings)]
    return errors


def secrets(settings):
    """(name of the setting, value), an entry for each key of a list."""
    for name in (*SECRETS, *chain.from_iterable(SECRETS_OF_GATEWAYS.values())):
        value = getattr(settings, name)
        for each in value if isinstance(value, (list, tuple)) else [value]:
            yield name, each


def is_from_development(value):
    return any(mark in value for mark in DEVELOPMENT_MARKS)


def worthless_secrets(settings):
    needed = {*SECRETS, *SECRETS_OF_GATEWAYS.get(settings.PAYMENT_GATEWAY, ())}
    for name, value in secrets(settings):
        if not value and name not in needed:
            continue
        if not value or is_from_development(value):
            yield f"{name} still has its development value: set {name} to a secret of your own."
        elif name in SECRETS and is_guessable(value):
            yield (
                f"{name} is short or easily guessed: at least {SHORTEST} random characters,"
                " as `openssl rand -hex 32` prints them."
            )
        elif name in STRIPE_FORMS and not is_form_of_stripe(name, value):
            yield no_form_of_stripe(name)
    publishable = settings.STRIPE_PUBLISHABLE_KEY
    if publishable and not is_form_of_stripe("STRIPE_PUBLISHABLE_KEY", publishable):
        yield no_form_of_stripe("STRIPE_PUBLISHABLE_KEY")


def no_form_of_stripe(name):
    prefix = STRIPE_FORMS[name][1]
    return f"{name} is none of Stripe's, which begin with {prefix}: copy it whole."


def shared_secrets(settings):
    """Who learns one of them, from a leaked cookie or a partner, must not have the other."""
    users = {}
    for name, value in [*secrets(settings), ("METRICS_TOKEN", settings.METRICS_TOKEN)]:
        if value:
            users.setdefault(value, set()).add(name)
    for names in users.values():
        if len(names) > 1:
            yield f"{' and '.join(sorted(names))} are one secret: give each its own."


def stripe_test_keys(settings):
    for name in ("STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY"):
        value = getattr(settings, name)
        if value.startswith(TEST_KEYS) and not is_from_development(value):
            yield f"{name} is a test key, which moves no money: set the live one."


def loopback_addresses(settings):
    """Addresses that others must reach, or that must be others'. Database, cache, broker, search
    and mail server may be on this machine."""
    addresses = {
        "SITE_URL": settings.SITE_URL,
        "CLEARANCE_URL": settings.CLEARANCE_URL,
        "PAYMENT_DATA_URL": settings.PAYMENT_DATA["url"],
        "TSA_URL": settings.TSA_URL,
    }
    for name, address in addresses.items():
        if address and is_loopback(urlsplit(address).hostname or ""):
            yield f"{name} is on this machine ({address}): name the address that others reach."


def is_loopback(host):
    """Also by the short and numeric spellings that resolvers take, such as `127.1`."""
    host = host.rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        try:
            ip = ipaddress.ip_address(socket.inet_aton(host))
        except OSError:
            return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return ip.is_loopback or ip.is_unspecified


def stand_ins(settings):
    if settings.STRIPE_IS_FAKE:
        # anybody who opens the page could mark an order as paid
        yield "STRIPE_API_BASE is a stand-in, with a form that pays without money: unset it."
    names = {
        "payment": "PAYMENT_FIRM",
        "logistics": "LOGISTICS_FIRM",
        "agent": "CUSTOMS_AGENT",
        "operator": "SITE_OPERATOR",
    }
    for role, path in settings.CLEARANCE_PARTNERS.items():
        if path.rpartition(".")[2].startswith("Sandbox"):
            yield f"{names.get(role, role)} is the sandbox's: orders would be declared to nobody."


def mail_to_nobody(settings):
    """Accounts open by a link that is mailed."""
    module = settings.EMAIL_BACKEND.split(".")[-2]
    sends = module not in MAIL_TO_NOBODY and (module != "smtp" or settings.EMAIL_HOST)
    if not sends:
        yield "EMAIL_URL names no mail server: smtp+tls://user:password@host:587"
    if parseaddr(settings.DEFAULT_FROM_EMAIL)[1].endswith(".test"):
        yield "MAIL_FROM is still the demo's: name the address that your e-mails come from."
    if not settings.SUPPORT_EMAIL or settings.SUPPORT_EMAIL.endswith(".test"):
        yield "SUPPORT_EMAIL is still the demo's: name the address where buyers' replies are read."


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
