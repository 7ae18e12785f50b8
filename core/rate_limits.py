"""How many requests a visitor may make: fixed windows counted in the cache all processes share."""

import hashlib
import ipaddress
import logging
import re
import time
from contextlib import nullcontext
from functools import wraps

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import DatabaseError
from django.shortcuts import render
from redis.exceptions import RedisError

from core.database.without_waiting import without_waiting

log = logging.getLogger(__name__)
READS = ("GET", "HEAD", "OPTIONS")
# what would be guessed at for as long as nobody counts
GUESSES = {"sign_in", "sign_in_account", "confirm", "documents"}


class StoreUnreachableError(Exception):
    """A guess at a secret can't be counted, and is not taken therefore."""


def client_ip(request):
    """The visitor's address. With TRUSTED_PROXIES=n the n-th entry of X-Forwarded-For from the
    right; entries further left are whatever the visitor wrote there."""
    trusted = settings.TRUSTED_PROXIES
    if trusted:
        hops = [h.strip() for h in request.headers.get("X-Forwarded-For", "").split(",") if h]
        if len(hops) >= trusted:
            return hops[-trusted]
    return request.META.get("REMOTE_ADDR", "")


PORT = re.compile(r"^(?:\[(.+)\]|([0-9.]+))(?::\d+)?$")  # as some proxies write it behind


def network_of(address):
    """An IPv6 visitor owns a whole /64: counted as one. An IPv4 address stays itself where it is
    written as an IPv6 one (::ffff:192.0.2.1), or with a port."""
    if written := PORT.match(address):
        address = written[1] or written[2]
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if ip.version == 6:
        return str(ipaddress.ip_network((ip, 64), strict=False).network_address)
    return str(ip)


def seconds_to_wait(scope, who, *, patient=True):
    """Counts one try of `who` in `scope`; 0 when it is within RATE_LIMITS[scope], else the
    seconds until the next window. Without its store it passes, uncounted.

    patient: waits for a store that is locked; otherwise such a try passes uncounted.
    Raises StoreUnreachableError where `scope` is about guesses, for a patient try."""
    if not settings.RATE_LIMITS_ON:
        return 0
    tries, seconds = settings.RATE_LIMITS[scope]
    window, passed = divmod(int(time.time()), seconds)
    digest = hashlib.sha256(who.encode()).hexdigest()[:32]  # no address or login in the cache
    key = f"rate:{scope}:{digest}:{window}"
    try:
        count = counted(key, seconds) if patient else counted_at_once(key, seconds)
    except (DatabaseError, RedisError) as exc:
        if patient and scope in GUESSES:
            raise StoreUnreachableError(scope) from exc
        log.warning("a try of %s is not counted: %s", scope, type(exc).__name__)
        return 0
    return 0 if count <= tries else seconds - passed


def counted(key, seconds):
    """How many tries the window has, this one included."""
    counts = caches["shared"]
    # add does nothing where the window has begun; incr alone would fail on the first request
    counts.add(key, 0, seconds + 5)
    try:
        return counts.incr(key)
    except ValueError:  # the entry ended between the two calls, or the store took none
        return 1


def counted_at_once(key, seconds):
    """`counted`, without waiting for a locked database: a suggestion took 31 seconds while somebody
    else wrote into SQLite."""
    in_database = isinstance(caches["shared"], BaseDatabaseCache)
    with without_waiting() if in_database else nullcontext():
        return counted(key, seconds)


def too_many_requests(request, wait):
    """The page that says when to try again; 429 with Retry-After."""
    minutes = -(-wait // 60)
    response = render(request, "expo/too_many_requests.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(wait)
    return response


def network(request, **kwargs):
    """The network a request comes from, as limits count it."""
    return network_of(client_ip(request))


def limited(scope, methods=None, by=network):
    """Decorates a view: at most RATE_LIMITS[scope] requests of each visitor (of `methods`, if
    given); beyond that the 429 page. Reads don't wait for a locked store: they pass.

    by: called as the view is; whom a request counts for, as a text."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if methods is None or request.method in methods:
                who = by(request, *args, **kwargs)
                wait = seconds_to_wait(scope, who, patient=request.method not in READS)
                if wait:
                    return too_many_requests(request, wait)
            return view(request, *args, **kwargs)

        return guarded

    return decorate
