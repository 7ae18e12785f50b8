"""Which processes make up the site on this machine, decided from the settings."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from tools.processes.child import Child
from tools.processes.ports import free_port, is_local

PYTHON = sys.executable
BIN = Path(sys.executable).parent


def local_addresses(port):
    """Environment for fake provider and sandbox: their usual ports, or the next free ones."""
    env = {"PORT": str(port)}
    for name, offset in (("STRIPE_API_BASE", 420), ("CLEARANCE_URL", 430)):
        if name not in os.environ and is_local(getattr(settings, name)):
            env[name] = f"http://127.0.0.1:{free_port(port + offset)}"
    return env


def web(env):
    workers = os.environ.get("WEB_WORKERS", "2")
    command = [
        str(BIN / "gunicorn"), "config.wsgi:application",
        "--config", "python:config.gunicorn",
        "--bind", f"{os.environ.get('HOST', '127.0.0.1')}:{env['PORT']}",
        "--workers", workers, "--threads", "4",
        "--preload", "--timeout", "60", "--graceful-timeout", "5",
        "--access-logfile", os.environ.get("ACCESS_LOG", "/dev/null"), "--log-level", "warning",
    ]  # fmt: skip
    return Child("web", command, env)


def worker(env):
    command = [
        str(BIN / "celery"), "-A", "config", "--quiet", "worker", "--pool", "threads",
        "--concurrency", "4", "--loglevel", "WARNING", "--without-gossip", "--without-mingle",
        "--hostname", f"expo-{env['PORT']}@localhost",
    ]  # fmt: skip
    # Celery refuses root without it; in a container the only user is root, and a demo may be too
    return Child("worker", command, {**env, "C_FORCE_ROOT": "1", "BEAT_IN_WORKER": "1"})


def fake_stripe(env, base):
    command = [
        PYTHON, "-m", "tools.processes.fake_stripe", str(urlsplit(base).port),
        f"http://127.0.0.1:{env['PORT']}/payments/stripe/webhook/",
        str(settings.VAR_DIR / "payments.pickle"),
    ]  # fmt: skip
    secret = {"STRIPE_WEBHOOK_SECRET": settings.STRIPE_WEBHOOK_SECRET}
    return Child("payment provider (fake)", command, {**env, **secret})


def clearance_sandbox(env, base):
    command = [
        PYTHON, "manage.py", "run_sandbox", "--port", str(urlsplit(base).port),
        "--store", str(settings.VAR_DIR / "sandbox"), *sandbox_channels(env["PORT"]),
    ]  # fmt: skip
    return Child("clearance sandbox", command, env)


def sandbox_channels(port):
    """The sandbox's options for the transport that the site is set to use."""
    amqp, drop = settings.CLEARANCE_AMQP, settings.CLEARANCE_DROP_DIR
    if settings.CLEARANCE_TRANSPORT.endswith("AmqpTransport"):
        return ["--amqp", amqp["url"], "--amqp-documents", amqp["out"],
                "--amqp-receipts", amqp["in"], "--amqp-exchange", amqp["exchange"],
                "--amqp-ca", amqp["ca"]]  # fmt: skip
    if settings.CLEARANCE_TRANSPORT.endswith("FileDropTransport"):
        return ["--intake", str(drop / "out"), "--drop", str(drop / "in")]
    return ["--callback", f"http://127.0.0.1:{port}/clearance/receipts/"]


def site_processes(port):
    """The children to start, in order, and the environment they share."""
    env = local_addresses(port)
    stripe = env.get("STRIPE_API_BASE", settings.STRIPE_API_BASE)
    customs = env.get("CLEARANCE_URL", settings.CLEARANCE_URL)
    children = [web(env), worker(env)]
    if is_local(stripe):
        children.append(fake_stripe(env, stripe))
    if is_local(customs):
        children.append(clearance_sandbox(env, customs))
    if settings.CLEARANCE_AMQP["url"]:
        listener = [PYTHON, "manage.py", "listen_for_receipts"]
        children.append(Child("receipts by AMQP", listener, env))
    return children, env
