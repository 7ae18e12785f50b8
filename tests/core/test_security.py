"""Headers of every page, addresses in both languages, and no start with bad secrets."""

import hashlib
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.checks import run_checks
from django.core.management.utils import get_random_secret_key
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation

from config.checks import production_errors
from config.secret_strength import is_guessable
from tools.processes import health

ROOT = Path(__file__).resolve().parent.parent.parent


def random_text(name, length=64):
    """As good as random, and the same in each run."""
    return hashlib.sha512(name.encode()).hexdigest()[:length]


SECRETS = {
    "PRODUCTION": "1",
    "SECRET_KEY": random_text("SECRET_KEY"),
    "IDENTITY_KEYS": random_text("IDENTITY_KEYS"),
    "IDENTITY_HASH_KEY": random_text("IDENTITY_HASH_KEY"),
    "STRIPE_SECRET_KEY": f"sk_live_{random_text('STRIPE_SECRET_KEY', 24)}",
    "STRIPE_WEBHOOK_SECRET": f"whsec_{random_text('STRIPE_WEBHOOK_SECRET', 32)}",
    "CLEARANCE_SECRET": random_text("CLEARANCE_SECRET", 40),
    "CLEARANCE_URL": "https://customs.example",
    "PAYMENT_FIRM": "partners.PaymentFirm",
    "LOGISTICS_FIRM": "partners.Logistics",
    "CUSTOMS_AGENT": "partners.Agent",
    "ALLOWED_HOSTS": "expo.example",
    "SITE_URL": "https://expo.example",
    "TSA_FINGERPRINTS": "d1" * 32,
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "MAIL_FROM": "E-Expo <no-reply@expo.example>",
    "SUPPORT_EMAIL": "service@expo.example",
}
VALUE = re.compile(r"<(?:(\w+):)?\w+>")
SAMPLES = {"int": "1", "slug": "some", "str": "some", "path": "a/b", "uuid": "0" * 32}


def our_paths(patterns=None, prefix=""):
    """Every path of the site's own views with sample values, language prefix left out."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        where = prefix + (
            "" if isinstance(pattern.pattern, LocalePrefixPattern) else str(pattern.pattern)
        )
        if isinstance(pattern, URLResolver):
            yield from our_paths(pattern.url_patterns, where)
        elif isinstance(pattern, URLPattern):
            module = pattern.callback.__module__
            if not module.startswith(("wagtail", "django", "wagtail_localize")):
                sample = re.sub(
                    r"<(?:(\w+):)?\w+>", lambda m: SAMPLES.get(m[1] or "str", "x"), where
                )
                yield re.sub(r"[\^$]|\(\?P<\w+>\.\*\)", "", sample)


@pytest.fixture
def visitor(site):
    return Client(raise_request_exception=False)


@pytest.mark.slow("opens every path of the seeded site")
def test_every_path_sends_the_policy_and_none_breaks(visitor):
    errors = {}
    for path in sorted(p for p in set(our_paths()) if not p.startswith("admin/")):
        response = visitor.get(f"/{path}")
        policy = response.headers.get("Content-Security-Policy", "")
        # /readyz says 503 itself: no worker runs here
        if response.status_code >= 500 and path != "readyz":
            errors[path] = response.status_code
        elif "object-src 'none'" not in policy or "unsafe" in policy:
            errors[path] = policy or "no policy"
        elif response.headers.get("X-Content-Type-Options") != "nosniff":
            errors[path] = "sniffed"
    assert errors == {}


@pytest.mark.parametrize(
    "address", ["/orders/E%00/", "/goods/?q=%00", "/en/orders/E1/?key=a%00b", "/q/%00"]
)
def test_an_address_with_a_nul_reaches_no_page(visitor, address):
    response = visitor.get(address)
    assert response.status_code == 400
    assert "Content-Security-Policy" in response


@pytest.mark.parametrize(
    "path", ["/apply/", "/search/saved/1/rename/", "/clearance/zones/", "/clearance/send-again/"]
)
@pytest.mark.parametrize("field", [{"name": "a\0b"}, {"zone\0": "1"}])
def test_a_form_with_a_nul_reaches_no_page(visitor, path, field):
    response = visitor.post(path, field)
    assert (response.status_code, response.content) == (400, b"bad form")


def test_pages_carry_no_inline_script_or_style(visitor):
    for path in ("/", "/2026/", "/2026/halls/hall-1/", "/2026/programme/", "/accounts/sign-in/"):
        page = visitor.get(path).content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), path
        assert not re.search(r"<style|\sstyle=|\son\w+=", page), path


def test_every_name_resolves_in_both_languages():
    resolver = get_resolver()
    namespaces = [n for n in resolver.namespace_dict if not n.startswith("wagtail")]
    assert {"accounts", "catalog", "orders"} <= set(namespaces)
    for language, prefix in (("zh-hans", "/"), ("en", "/en/")):
        with translation.override(language):
            for path in ("accounts:sign_in", "accounts:account", "hall", "styleguide"):
                assert reverse(path).startswith(prefix)


def manage(*arguments, **environment):
    return python("manage.py", *arguments, **environment)


def python(*arguments, **environment):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": "sqlite:///:memory:", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.slow("starts a process with all apps")
def test_production_passes_djangos_deployment_check():
    result = manage("check", "--deploy", "--fail-level", "WARNING", **SECRETS)
    assert result.returncode == 0, result.stderr


def test_check_alone_refuses_what_django_warns_of_at_a_deployment(settings):
    settings.PRODUCTION = True
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = False
    refused = {error.id for error in run_checks(tags=["production"])}
    assert {"security.W008", "security.W012"} <= refused


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "expo-development-only-not-a-secret"),
        ("IDENTITY_KEYS", ""),
        ("IDENTITY_HASH_KEY", "change-me"),
        ("STRIPE_SECRET_KEY", "sk_test_expo_stand_in"),
        ("STRIPE_WEBHOOK_SECRET", "whsec_expo_stand_in"),
        ("CLEARANCE_SECRET", "expo-clearance-stand-in"),
        ("ALLOWED_HOSTS", "*"),
        ("DEBUG", "1"),
        ("STRIPE_IS_FAKE", True),
        ("CLEARANCE_URL", ""),
        ("CUSTOMS_AGENT", ""),
        ("SECRET_KEY", "s3cret"),
        ("SECRET_KEY", "kraanvogel-" * 6),
        ("IDENTITY_KEYS", "0123456789abcdef" * 4),
        ("IDENTITY_HASH_KEY", "h" * 64),
        ("CLEARANCE_SECRET", random_text("short", 31)),
        ("STRIPE_SECRET_KEY", f"sk_test_{random_text('stripe')}"),
        ("STRIPE_SECRET_KEY", f"rk_test_{random_text('stripe')}"),
        ("STRIPE_SECRET_KEY", "sk_live_1234"),
        ("STRIPE_PUBLISHABLE_KEY", f"pk_test_{random_text('stripe')}"),
        ("STRIPE_WEBHOOK_SECRET", "whsec_1234"),
        ("CLEARANCE_URL", "http://127.1:8430"),
        ("TSA_URL", "http://0.0.0.0/tsa"),
        ("PAYMENT_DATA_URL", "http://2130706433/"),
        ("CUSTOMS_AGENT", "clearance.partners.agent.SandboxAgent"),
        ("EMAIL_BACKEND", "core.mail.console_backend.EmailBackend"),
        ("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend"),
        ("EMAIL_HOST", ""),
        ("MAIL_FROM", "E-Expo <no-reply@expo.test>"),
        ("SUPPORT_EMAIL", "service@expo.test"),
        ("SUPPORT_EMAIL", ""),
        ("SECRET_KEY", "passwordpasswordpasswordpassword1"),
        ("IDENTITY_KEYS", "1" + "password" * 4),
        ("IDENTITY_HASH_KEY", "qwertyuiopasdfghjklzxcvbnm123456"),
        ("STRIPE_SECRET_KEY", "hello-" * 8),
        ("STRIPE_SECRET_KEY", f"pk_live_{random_text('stripe')}"),
        ("STRIPE_SECRET_KEY", f"sk_live_{'hello' * 8}"),
        ("STRIPE_WEBHOOK_SECRET", random_text("stripe")),
        ("STRIPE_PUBLISHABLE_KEY", f"sk_live_{random_text('stripe')}"),
        ("SITE_URL", "http://expo.example"),
        ("SITE_URL", "https://elsewhere.example"),
        ("METRICS_TOKEN", "x"),
        ("METRICS_TOKEN", "metrics-" * 8),
        ("TRUSTED_PROXIES", 0),
        ("PROXY", "plain"),  # with one proxy counted
        ("RATE_LIMITS_ON", False),
        ("TWO_FACTOR_REQUIRED", False),
        ("EMAIL_HOST", "mail.example"),
    ],
)
def test_production_refuses_to_start_and_names_the_setting(name, value):
    (error,) = production_errors(production_settings(**{name: value}))
    shown = {"STRIPE_IS_FAKE": "STRIPE_API_BASE"}.get(name, name)
    assert (shown if not name.startswith("EMAIL_") else "EMAIL_URL") in error


def test_production_refuses_one_secret_for_two_purposes():
    shared = SECRETS["IDENTITY_KEYS"]
    (error,) = production_errors(production_settings(IDENTITY_HASH_KEY=shared))
    assert error.startswith("IDENTITY_HASH_KEY and IDENTITY_KEYS are one secret")
    (error,) = production_errors(production_settings(METRICS_TOKEN=shared))
    assert error.startswith("IDENTITY_KEYS and METRICS_TOKEN are one secret")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]"])
def test_production_refuses_to_be_reached_by_loopback(host):
    allowed = host.removesuffix(":8000")
    (error,) = production_errors(
        production_settings(SITE_URL=f"https://{host}", ALLOWED_HOSTS=allowed)
    )
    assert error.startswith("SITE_URL is on this machine")


@pytest.mark.parametrize(
    "changes",
    [
        {"ALLOWED_HOSTS": ".expo.example", "SITE_URL": "https://www.expo.example"},
        {"EMAIL_HOST": "mail.example", "EMAIL_USE_TLS": True},
        {"EMAIL_HOST": "10.0.0.25"},
        {"EMAIL_HOST": "mailer"},  # a container of the same network
        {"BEHIND_PROXY": False, "TRUSTED_PROXIES": 0},
        {"PROXY": "plain", "TRUSTED_PROXIES": 2},
        {"METRICS_TOKEN": random_text("metrics")},
        {"STRIPE_PUBLISHABLE_KEY": f"pk_live_{random_text('publishable', 24)}"},
    ],
)
def test_production_starts_with_what_is_in_order(changes):
    assert production_errors(production_settings(**changes)) == []


REHEARSED = {
    "REHEARSAL": True,
    "STRIPE_IS_FAKE": True,
    "STRIPE_SECRET_KEY": f"sk_test_{random_text('stripe')}",
    "STRIPE_PUBLISHABLE_KEY": f"pk_test_{random_text('stripe')}",
    "CLEARANCE_URL": "http://127.0.0.1:8430",
    "SITE_URL": "https://localhost",
    "ALLOWED_HOSTS": "localhost",
    "CUSTOMS_AGENT": "clearance.partners.agent.SandboxAgent",
}


def test_a_rehearsal_may_have_sandbox_partners_test_keys_and_their_addresses():
    assert production_errors(production_settings(**REHEARSED)) == []
    assert len(production_errors(production_settings(**{**REHEARSED, "REHEARSAL": False}))) == 6


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "change-me"),
        ("IDENTITY_HASH_KEY", "h" * 64),
        ("STRIPE_SECRET_KEY", "sk_test_expo_stand_in"),
        ("STRIPE_WEBHOOK_SECRET", ""),
        ("CUSTOMS_AGENT", ""),
        ("ALLOWED_HOSTS", "*"),
        ("DEBUG", True),
        ("EMAIL_HOST", ""),
        ("SITE_URL", "http://localhost"),
        ("RATE_LIMITS_ON", False),
        ("TWO_FACTOR_REQUIRED", False),
    ],
)
def test_a_rehearsal_is_refused_whatever_else_production_refuses(name, value):
    (error,) = production_errors(production_settings(**{**REHEARSED, name: value}))
    assert name.replace("_HOST", "_URL") in error or name in error


@pytest.mark.parametrize("make", [secrets.token_hex, secrets.token_urlsafe, get_random_secret_key])
def test_secrets_that_tools_print_are_good_enough(make):
    assert [bad for _ in range(500) if is_guessable(bad := make())] == []
    assert [bad for _ in range(500) if is_guessable(bad := secrets.token_hex(16))] == []


def test_production_needs_no_secrets_of_stripe_where_another_provider_takes_the_money():
    without = {"STRIPE_SECRET_KEY": "", "STRIPE_WEBHOOK_SECRET": ""}
    assert len(production_errors(production_settings(**without))) == 2
    without["PAYMENT_GATEWAY"] = "orders.payments.manual.ManualGateway"
    assert production_errors(production_settings(**without)) == []
    # but its webhooks come in still: a secret that everybody can read is none
    without["STRIPE_WEBHOOK_SECRET"] = "whsec_expo_stand_in"
    (error,) = production_errors(production_settings(**without))
    assert "STRIPE_WEBHOOK_SECRET" in error


def production_settings(**changes):
    """With which production starts, but for the changes: settings, or names of the environment."""
    named = SECRETS | changes
    as_list = {name: [named[name]] for name in ("IDENTITY_KEYS", "ALLOWED_HOSTS")}
    return SimpleNamespace(
        **{
            "DEBUG": False,
            "REHEARSAL": False,
            "PAYMENT_GATEWAY": "orders.payments.stripe.StripeGateway",
            "STRIPE_IS_FAKE": False,
            "STRIPE_PUBLISHABLE_KEY": "",
            "TSA_URL": "",
            "RATE_LIMITS_ON": True,
            "TWO_FACTOR_REQUIRED": True,
            "BEHIND_PROXY": True,
            "PROXY": "tls",
            "TRUSTED_PROXIES": 1,
            "METRICS_TOKEN": "",
            "EMAIL_USE_TLS": False,
            "EMAIL_USE_SSL": False,
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1",
            **named,
            **as_list,
            "DEFAULT_FROM_EMAIL": named["MAIL_FROM"],
            "PAYMENT_DATA": {"url": named.get("PAYMENT_DATA_URL", "")},
            "CLEARANCE_PARTNERS": {
                "payment": named["PAYMENT_FIRM"],
                "logistics": named["LOGISTICS_FIRM"],
                "agent": named["CUSTOMS_AGENT"],
                "operator": "",
            },
        }
    )


DEMO_COMMANDS = """
import django
from django.core.management import CommandError, call_command
django.setup()
for command in (["seed_demo"], ["place_demo_orders", "1"]):
    try:
        call_command(*command)
    except CommandError as exc:
        print(exc)
"""


@pytest.mark.slow("starts a process with all apps")
def test_production_takes_no_demo_data():
    """Both commands in one process: Django takes seconds to start."""
    result = python("-c", DEMO_COMMANDS, DJANGO_SETTINGS_MODULE="config.settings", **SECRETS)
    assert result.stdout.splitlines() == [
        "demo data has no place in production: nothing was made",
        "demo data has no place in production: nothing was placed",
    ]


def test_a_container_checks_its_own_site_by_a_host_it_serves(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", ".expo.example,other.example")
    assert health.question(8000).get_header("Host") == "expo.example"


@pytest.mark.slow("starts a process with all apps")
def test_the_error_reaches_the_command_line():
    result = manage("check", **{**SECRETS, "SECRET_KEY": "change-me"})
    assert result.returncode != 0
    assert "SECRET_KEY still has its development value" in result.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["-c", "import config.wsgi"],
        ["-m", "celery", "-A", "config", "worker", "--pool", "solo"],
        ["-m", "celery", "-A", "config", "beat"],
    ],
    ids=["web server", "worker", "beat"],
)
@pytest.mark.slow("starts a process with all apps")
def test_no_process_starts_on_a_worthless_secret(command, tmp_path):
    # folders of the embedded broker, which `make run` makes
    (tmp_path / "broker" / "queue").mkdir(parents=True)
    (tmp_path / "broker" / "control").mkdir()
    environment = {**SECRETS, "SECRET_KEY": "change-me", "VAR_DIR": str(tmp_path)}
    result = python(*command, **environment)
    assert result.returncode != 0
    assert "SECRET_KEY still has its development value" in result.stdout + result.stderr
