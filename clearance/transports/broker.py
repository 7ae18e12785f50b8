"""The broker between the site and the exchange client, as settings name it."""

import ssl
from urllib.parse import urlsplit

from django.conf import settings
from kombu import Connection


def connection():
    """A connection that waits for the broker's confirmations; with TLS as the settings say."""
    options = settings.CLEARANCE_AMQP
    return Connection(
        options["url"],
        ssl=tls(options) if options["url"].startswith("amqps:") else None,
        connect_timeout=settings.CLEARANCE_TIMEOUT,
        transport_options={"confirm_publish": True},
    )


def queue(direction):
    """The queue's name. direction: "out", to customs, or "in", where receipts arrive."""
    return settings.CLEARANCE_AMQP[direction]


def tls(options):
    """The broker's certificate is always verified, and must be of the host in the address (in one
    without a host nothing is compared); ours is shown where the options name one."""
    host = urlsplit(options["url"]).hostname
    tls_options = {"cert_reqs": ssl.CERT_REQUIRED, "server_hostname": host}
    names = {"ca": "ca_certs", "certificate": "certfile", "key": "keyfile"}
    return tls_options | {names[name]: options[name] for name in names if options[name]}
