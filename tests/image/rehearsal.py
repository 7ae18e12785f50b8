"""Settings of a rehearsal: those of compose.yaml, addresses of this machine's services, secrets
drawn for this run."""

import os
import re
import secrets
import shlex
from pathlib import Path

import psycopg
import redis
import yaml
from elasticsearch import Elasticsearch

from tests.image.containers import EXPO

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
DATABASE = "expo_image_trial"
CACHE, BROKER = 13, 14  # databases of Redis that only the trial uses
PARTNERS = {
    "PAYMENT_FIRM": "clearance.partners.payment_firm.SandboxPaymentFirm",
    "LOGISTICS_FIRM": "clearance.partners.logistics.SandboxLogistics",
    "CUSTOMS_AGENT": "clearance.partners.agent.SandboxAgent",
    "SITE_OPERATOR": "clearance.partners.operator.SandboxOperator",
}


def command_of(service):
    return shlex.split(COMPOSE["services"][service]["command"])


def of_compose():
    """The environment that compose.yaml gives each container of the site."""
    values = COMPOSE["x-site"]["environment"]
    return {name: re.sub(r"\$\{\w+:-(\w*)\}", r"\1", value) for name, value in values.items()}


def of_the_example():
    """.env of somebody who copies .env.example and changes nothing, read as docker does."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    pairs = (line.split(" #")[0].split("=", 1) for line in lines if "=" in line.split("#")[0])
    return {name: value.strip() for name, value in pairs}


def environment(ports):
    """What a whole .env brings, beside compose.yaml's."""
    return {
        **of_compose(),
        **services(),
        **PARTNERS,
        "REHEARSAL": "1",
        "PROXY": "tls",
        "SITE_URL": f"https://localhost:{ports['proxy']}",
        "ALLOWED_HOSTS": "localhost",
        "CSRF_TRUSTED_ORIGINS": f"https://localhost:{ports['proxy']}",
        "SECRET_KEY": secrets.token_hex(32),
        "IDENTITY_KEYS": secrets.token_hex(32),
        "IDENTITY_HASH_KEY": secrets.token_hex(32),
        "CLEARANCE_SECRET": secrets.token_hex(32),
        "STRIPE_SECRET_KEY": f"sk_test_{secrets.token_hex(24)}",
        "STRIPE_WEBHOOK_SECRET": f"whsec_{secrets.token_hex(24)}",
        "STRIPE_API_BASE": f"http://127.0.0.1:{ports['payment']}",
        "CLEARANCE_URL": f"http://127.0.0.1:{ports['customs']}",
        "EMAIL_URL": f"smtp://127.0.0.1:{ports['mail']}",
        "MAIL_FROM": "E-Expo <no-reply@expo.example>",
        "SUPPORT_EMAIL": "service@expo.example",
    }


def services():
    """In place of compose.yaml's, by its own names of the settings."""
    cache = os.environ["TEST_REDIS_URL"].rpartition("/")[0]
    return {
        "DATABASE_URL": f"{_server()}/{DATABASE}",
        "REDIS_URL": f"{cache}/{CACHE}",
        "CELERY_BROKER_URL": f"{cache}/{BROKER}",
        "ELASTICSEARCH_URL": os.environ["TEST_ELASTICSEARCH_URL"],
        "SEARCH_INDEX_PREFIX": DATABASE.replace("_", "-"),
    }


def _server():
    return os.environ["TEST_POSTGRES_URL"].rpartition("/")[0]


def make_volume(folder):
    volume = folder / "volume"
    volume.mkdir()
    os.chown(volume, EXPO, EXPO)


def empty_services(*, again):
    """Nothing of a trial before is left. again: with an empty database to begin on."""
    address = f"{_server()}/postgres".replace("postgres://", "postgresql://")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        if again:
            connection.execute(f"CREATE DATABASE {DATABASE}")
    values = services()
    for name in ("REDIS_URL", "CELERY_BROKER_URL"):
        redis.Redis.from_url(values[name]).flushdb()
    with Elasticsearch(values["ELASTICSEARCH_URL"]) as engine:
        names = engine.indices.get(index=f"{values['SEARCH_INDEX_PREFIX']}-*").keys()
        for name in names:
            engine.indices.delete(index=name)
