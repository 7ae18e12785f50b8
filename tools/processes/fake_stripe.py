"""localstripe as this site runs it: on the loopback only, our webhook registered from the start,
and a store in `var/` that outlives it, so that an order of yesterday can still be refunded.

python -m tools.processes.fake_stripe PORT WEBHOOK_URL STORE      (STRIPE_WEBHOOK_SECRET in env)
"""

import builtins
import logging
import os
import pickle
import sys
from contextlib import suppress

from aiohttp import web
from localstripe import resources, server, webhooks


def store_in(path):
    """localstripe keeps its objects in one file under /tmp, shared by all who run it: ours are
    kept apart. A file cut short by a kill is dropped."""
    resources.open = lambda _path, mode: builtins.open(path, mode)  # noqa: SIM115
    with suppress(EOFError, pickle.UnpicklingError, AttributeError):
        resources.store.try_load_from_disk()


def main(port, webhook, store):
    store_in(store)
    webhooks.register_webhook("expo", webhook, os.environ["STRIPE_WEBHOOK_SECRET"], None)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    web.run_app(server.app, host="127.0.0.1", port=int(port), print=None, access_log=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
