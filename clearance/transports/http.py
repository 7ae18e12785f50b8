"""The document by HTTP POST. The same bytes again are answered as before: see
docs/integrations/clearance.md."""

import json
import os
import time
from functools import cache

import httpx
from django.conf import settings

from clearance.faults import SendingFault
from clearance.signed_requests import headers

LARGEST_ANSWER = 1024 * 1024  # bytes


class HttpTransport:
    def send(self, name, document):
        answer = post("/messages", document, "application/xml", {"X-Message-Id": name})
        return str(answer.get("transmission", ""))


@cache
def client(process):
    """One for each process, which keeps connections open between documents, but not for long: the
    platform may close what lies idle."""
    return httpx.Client(limits=httpx.Limits(max_keepalive_connections=8, keepalive_expiry=2))


def post(path, body, content_type, extra=None):
    """The platform's JSON answer to a signed POST. Raises SendingFault: permanent for 4xx."""
    try:
        with client(os.getpid()).stream(
            "POST",
            settings.CLEARANCE_URL.rstrip("/") + path,
            content=body,
            headers={
                "Content-Type": content_type,
                **headers("site", settings.CLEARANCE_SECRET, body),
                **(extra or {}),
            },
            timeout=settings.CLEARANCE_TIMEOUT,
        ) as response:
            return read_answer(response, whole(response))
    except httpx.HTTPError as error:
        raise SendingFault(f"{type(error).__name__}: {error}", permanent=False) from error


def whole(response):
    """The answer's bytes. One that comes drop by drop or without end is given up: the HTTP client
    counts its patience anew with every byte, and the lease would run out meanwhile."""
    until, found = time.monotonic() + settings.CLEARANCE_TIMEOUT, b""
    for piece in response.iter_bytes():
        found += piece
        if len(found) > LARGEST_ANSWER:
            raise SendingFault(f"answer over {LARGEST_ANSWER} bytes", permanent=False)
        if time.monotonic() > until:
            seconds = settings.CLEARANCE_TIMEOUT
            raise SendingFault(f"answer not whole after {seconds:g} s", permanent=False)
    return found


def read_answer(response, content):
    try:
        answer = json.loads(content)
    except ValueError:
        answer = None
    if response.is_success and isinstance(answer, dict):
        return answer
    # 408 and 429 ask for patience; every other 4xx says that the same bytes will never do
    permanent = response.is_client_error and response.status_code not in (408, 429)
    raise SendingFault(f"HTTP {response.status_code}: {words_of(answer)}", permanent=permanent)


def words_of(answer):
    if not isinstance(answer, dict):
        return "no readable answer"
    faults = answer.get("faults")
    found = [str(f.get("message", "")) for f in faults if isinstance(f, dict)] if faults else []
    return "; ".join([str(answer.get("message", "")), *found])[:800]
