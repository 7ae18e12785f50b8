"""localstripe as this site runs it: on the loopback only, our webhook registered from the start,
and a store in `var/` that outlives it and every kill, so that an order of yesterday can still be
refunded. It answers who knows the site's key, and nobody else: another site on this machine would
pay orders that are not its own.

python -m tools.processes.fake_stripe PORT|fd:N WEBHOOK_URL STORE
(STRIPE_WEBHOOK_SECRET, and STRIPE_SECRET_KEY for the key, in env; N: a socket that listens)
"""

import builtins
import hmac
import logging
import os
import pickle
import socket
import sys
from contextlib import suppress
from pathlib import Path

from aiohttp import web
from localstripe import errors, resources, server, webhooks

WITHOUT_KEY = ("/js.stripe.com/",)


def store_in(path):
    """localstripe keeps its objects in one file under /tmp, shared by all who run it, and writes it
    anew in place with every object, half-made ones too: a kill in between lost every payment. Ours
    is a file of its own, replaced whole and once for each request (`save_store_middleware`)."""
    path = Path(path)
    resources.open = lambda _path, mode: builtins.open(path, mode)  # noqa: SIM115
    try:
        resources.store.try_load_from_disk()
    except Exception:  # whatever pickle raises over half a file
        kept = path.with_suffix(".unreadable")
        os.replace(path, kept)
        print(f"The payments in {path} can't be read; they are kept as {kept}.", flush=True)
    store = resources.Store
    store.dump_to_disk = lambda objects: replace(path, objects)
    store.__setitem__, store.__delitem__ = dict.__setitem__, dict.__delitem__


def replace(path, objects):
    new = path.with_suffix(".new")
    new.write_bytes(pickle.dumps(objects, protocol=pickle.HIGHEST_PROTOCOL))
    os.replace(new, path)


def only_for(key):
    """A middleware that refuses callers without this key."""

    @web.middleware
    async def check(request, handler):
        given = server.get_api_key(request) or ""
        is_open = request.path.startswith(WITHOUT_KEY)
        if not is_open and not hmac.compare_digest(given.encode(), key.encode()):
            return errors.UserError(401, "This is another site's payment provider.").to_response()
        return await handler(request)

    return check


def listen_at(where):
    """Arguments of `run_app`: a port, or the socket that `fd:N` is."""
    if where.startswith("fd:"):
        return {"sock": socket.socket(fileno=int(where[3:]))}
    return {"host": "127.0.0.1", "port": int(where)}


def main(where, webhook, store):
    store_in(store)
    webhooks.register_webhook("expo", webhook, os.environ["STRIPE_WEBHOOK_SECRET"], None)
    if key := os.environ.get("STRIPE_SECRET_KEY"):
        server.app.middlewares.insert(0, only_for(key))
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    with suppress(KeyboardInterrupt):
        web.run_app(server.app, print=None, access_log=None, **listen_at(where))


if __name__ == "__main__":
    main(*sys.argv[1:])
