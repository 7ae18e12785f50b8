"""The document by HTTP POST. The same bytes again are answered as before: see
docs/integrations/clearance.md."""

import os
from functools import cache

import httpx
from django.conf import settings

from clearance.faults import SendingFault
from clearance.signed_requests import headers


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
        response = client(os.getpid()).post(
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
        raise SendingFault(f"{type(error).__name__}: {error}", permanent=False) from error
    return read_answer(response)


def read_answer(response):
    try:
        answer = response.json()
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
