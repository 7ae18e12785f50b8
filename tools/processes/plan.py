"""Which processes make up the site on this machine, decided from the settings."""

import os
import sys
from pathlib import Path

from django.conf import settings

from tools.processes import stand_ins
from tools.processes.child import Child

PYTHON = sys.executable
BIN = Path(sys.executable).parent


def web(env, socket):
    workers = os.environ.get("WEB_WORKERS", "2")
    command = [
        str(BIN / "gunicorn"), "config.wsgi:application",
        "--config", "python:config.gunicorn",
        "--bind", f"fd://{socket.fileno()}",
        "--workers", workers, "--threads", "4",
        "--preload", "--timeout", "60", "--graceful-timeout", "5",
        "--access-logfile", os.environ.get("ACCESS_LOG", "/dev/null"), "--log-level", "warning",
    ]  # fmt: skip
    return Child("web", command, env, [socket.fileno()])


def worker(env):
    command = [
        str(BIN / "celery"), "-A", "config", "--quiet", "worker", "--pool", "threads",
        "--concurrency", "4", "--loglevel", "WARNING", "--without-gossip", "--without-mingle",
        "--hostname", f"expo-{env['PORT']}@localhost",
    ]  # fmt: skip
    # Celery refuses root without it; in a container the only user is root, and a demo may be too
    return Child("worker", command, {**env, "C_FORCE_ROOT": "1", "BEAT_IN_WORKER": "1"})


def fake_stripe(env, socket):
    command = [
        PYTHON, "-m", "tools.processes.fake_stripe", f"fd:{socket.fileno()}",
        f"http://127.0.0.1:{env['PORT']}/payments/stripe/webhook/",
        str(settings.VAR_DIR / "payments.pickle"),
    ]  # fmt: skip
    names = ("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET")
    secrets = {name: getattr(settings, name) for name in names}
    return Child("payment provider (fake)", command, {**secrets, **env}, [socket.fileno()])


def clearance_sandbox(env, socket):
    command = [
        PYTHON, "manage.py", "run_sandbox", "--port", str(socket.getsockname()[1]),
        "--fd", str(socket.fileno()),
        "--store", str(settings.VAR_DIR / "sandbox"), *sandbox_channels(env["PORT"]),
    ]  # fmt: skip
    return Child("clearance sandbox", command, env, [socket.fileno()])


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


def site_processes(port, socket):
    """The children to start, in order, and the environment they share. socket: listens for web."""
    addresses = {name: getattr(settings, name) for name in stand_ins.OFFSETS}
    sockets, env = stand_ins.hold(port, addresses)
    env["PORT"] = str(port)
    children = [web(env, socket), worker(env)]
    if stand_ins.PAYMENT in sockets:
        children.append(fake_stripe(env, sockets[stand_ins.PAYMENT]))
    if stand_ins.CUSTOMS in sockets:
        children.append(clearance_sandbox(env, sockets[stand_ins.CUSTOMS]))
    for one in sockets.values():
        one.detach()  # open until the supervisor has handed it on
    if settings.CLEARANCE_AMQP["url"]:
        listener = [PYTHON, "manage.py", "listen_for_receipts"]
        children.append(Child("receipts by AMQP", listener, env))
    return children, env
