"""The document by HTTP POST. The same bytes again are answered as before: see
docs/integrations/clearance.md."""

import json
import os
from functools import cache

import httpx
from django.conf import settings

from clearance.errors import TransportError
from clearance.transports.http_client import post_limited
from clearance.transports.request_signatures import headers


class HttpTransport:
    def send(self, name, document):
        answer = post("/messages", document, "application/xml", {"X-Message-Id": name})
        return str(answer.get("transmission", ""))


# by process: after a fork two workers must not share sockets
@cache
def client(process):
    """One for each process, which keeps connections open between documents, but not for long: the
    platform may close what lies idle."""
    return httpx.Client(limits=httpx.Limits(max_keepalive_connections=8, keepalive_expiry=2))


def post(path, body, content_type, extra=None):
    """The platform's JSON answer to a signed POST. Raises TransportError: permanent for 4xx."""
    try:
        status, body = post_limited(
            client(os.getpid()),
            settings.CLEARANCE_URL.rstrip("/") + path,
            content=body,
            headers={
                "Content-Type": content_type,
                **headers("site", settings.CLEARANCE_SECRET, body),
                **(extra or {}),
            },
            timeout=settings.CLEARANCE_TIMEOUT,
        )
    except httpx.HTTPError as error:
        raise TransportError(f"{type(error).__name__}: {error}", permanent=False) from error
    return read_answer(status, body)


def read_answer(status, body):
    answer = object_in(body)
    if 200 <= status < 300 and answer is not None:
        return answer
    # 408 and 429 ask for later, 401 for another secret (or it is another site's sandbox); every
    # other 4xx says that the same bytes will never do
    permanent = 400 <= status < 500 and status not in (401, 408, 429)
    raise TransportError(f"HTTP {status}: {error_text(answer)}", permanent=permanent)


def object_in(body):
    """The JSON object that was answered; None for anything else, and for one with what no database
    keeps (U+0000, half a surrogate pair, a number that is none)."""
    try:
        answer = json.loads(body)
        kept = json.dumps(answer, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) and rb"\u0000" not in kept else None


def error_text(answer):
    if answer is None:
        return "no readable answer"
    errors = answer.get("faults")
    errors = errors if isinstance(errors, list) else []
    messages = [str(f.get("message", "")) for f in errors if isinstance(f, dict)]
    return "; ".join([str(answer.get("message", "")), *messages])[:800]
