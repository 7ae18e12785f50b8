"""A clear answer where what counts guesses at passwords and codes is gone: 503 instead of an error
of ours. Taken uncounted, guesses would be free for as long as somebody keeps the store busy."""

import logging

from django.shortcuts import render
from redis.exceptions import RedisError

from core.rate_limits import StoreUnreachableError

log = logging.getLogger(__name__)
RETRY_AFTER = 60  # seconds


class UnreachableStoreMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exc):
        # django-axes counts in the same store, and raises what its client does
        if not isinstance(exc, (StoreUnreachableError, RedisError)):
            return None
        log.warning("%s is not counted: %s", request.path, type(exc).__name__)
        response = render(request, "not_counted.html", status=503)
        response["Retry-After"] = str(RETRY_AFTER)
        return response
