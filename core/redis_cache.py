"""Redis as a cache that may be gone for a while: the site goes on without it."""

import logging
import time

from django.core.cache.backends import redis
from redis.exceptions import ConnectionError, TimeoutError

log = logging.getLogger(__name__)
PAUSE = 5  # seconds in which a server that did not answer is left alone: each try may take two
METHODS = (
    *("add", "get", "set", "touch", "delete", "get_many"),
    *("has_key", "incr", "set_many", "delete_many", "clear"),
)


class PausingClient(redis.RedisCacheClient):
    """Raises ConnectionError at once for a while after the server did not answer."""

    silent_until = 0.0  # of the monotonic clock; of this process, whatever the connection

    def attempt(self, name, *args, **kwargs):
        if time.monotonic() < PausingClient.silent_until:
            raise ConnectionError("Redis did not answer a moment ago.")
        try:
            return getattr(redis.RedisCacheClient, name)(self, *args, **kwargs)
        except (ConnectionError, TimeoutError) as exc:
            PausingClient.silent_until = time.monotonic() + PAUSE
            log.warning("Redis does not answer: %s", type(exc).__name__)
            raise


class OptionalClient(PausingClient):
    """For what can be read anew elsewhere: without its server it is an empty cache."""

    def attempt(self, name, *args, **kwargs):
        try:
            return super().attempt(name, *args, **kwargs)
        except (ConnectionError, TimeoutError):
            return self.of_an_empty_cache(name, *args)

    def of_an_empty_cache(self, name, key=None, default=None, *_):
        if name == "incr":
            raise ValueError(f"Key {key!r} not found.")
        return {"get": default, "get_many": {}, "add": True}.get(name, False)


def attempted(name):
    def method(self, *args, **kwargs):
        return self.attempt(name, *args, **kwargs)

    return method


for each in METHODS:
    setattr(PausingClient, each, attempted(each))


class PausingRedisCache(redis.RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = PausingClient


class OptionalRedisCache(redis.RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = OptionalClient
