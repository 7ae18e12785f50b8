"""Headers of every page, addresses in both languages, and no start with bad secrets."""

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation

from config.checks import production_errors
from tools.processes import health

ROOT = Path(__file__).resolve().parent.parent.parent
SECRETS = {
    "PRODUCTION": "1",
    "SECRET_KEY": "kraanvogel-" * 6,
    "IDENTITY_KEYS": "i" * 44,
    "IDENTITY_HASH_KEY": "h" * 64,
    "STRIPE_SECRET_KEY": "sk_live_0123456789",
    "STRIPE_WEBHOOK_SECRET": "whsec_0123456789",
    "CLEARANCE_SECRET": "c" * 40,
    "CLEARANCE_URL": "https://customs.example",
    "PAYMENT_FIRM": "partners.PaymentFirm",
    "LOGISTICS_FIRM": "partners.Logistics",
    "CUSTOMS_AGENT": "partners.Agent",
    "ALLOWED_HOSTS": "expo.example",
    "SITE_URL": "https://expo.example",
    "TSA_FINGERPRINTS": "d1" * 32,
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
    ],
)
def test_production_refuses_to_start_and_names_the_setting(name, value):
    settings = production_settings()
    if name == "CUSTOMS_AGENT":
        settings["CLEARANCE_PARTNERS"]["agent"] = value
    settings[name] = [value] if name in ("IDENTITY_KEYS", "ALLOWED_HOSTS") else value
    (error,) = production_errors(SimpleNamespace(**settings))
    assert {"STRIPE_IS_FAKE": "STRIPE_API_BASE"}.get(name, name) in error


def test_production_needs_no_secrets_of_stripe_where_another_provider_takes_the_money():
    settings = production_settings() | {"STRIPE_SECRET_KEY": "", "STRIPE_WEBHOOK_SECRET": ""}
    assert len(production_errors(SimpleNamespace(**settings))) == 2
    settings["PAYMENT_GATEWAY"] = "orders.payments.manual.ManualGateway"
    assert production_errors(SimpleNamespace(**settings)) == []
    # but its webhooks come in still: a secret that everybody can read is none
    settings["STRIPE_WEBHOOK_SECRET"] = "whsec_expo_stand_in"
    (error,) = production_errors(SimpleNamespace(**settings))
    assert "STRIPE_WEBHOOK_SECRET" in error


def production_settings():
    """With which production starts."""
    return {
        **SECRETS,
        "IDENTITY_KEYS": [SECRETS["IDENTITY_KEYS"]],
        "ALLOWED_HOSTS": ["expo.example"],
        "DEBUG": False,
        "PAYMENT_GATEWAY": "orders.payments.stripe.StripeGateway",
        "STRIPE_IS_FAKE": False,
        "CLEARANCE_PARTNERS": {
            "payment": "partners.PaymentFirm",
            "logistics": "partners.Logistics",
            "agent": "partners.Agent",
        },
    }


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
