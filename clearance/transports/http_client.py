"""What others answer to our own requests: read to a limit and a moment, wherever they come from."""

import time

import httpx

MAX_RESPONSE_BYTES = 1024 * 1024  # bytes
PLAIN = {"Accept-Encoding": "identity"}  # else a few bytes could unfold to more than memory holds


def post_limited(client, url, *, content, headers, timeout):
    """(status, the answer's bytes) of a POST. client: an httpx.Client, or httpx itself.

    timeout: seconds for each step, and for all of the answer together: an HTTP client counts its
    timeout anew with every byte, and the sender's lease would run out meanwhile. Raises
    httpx.HTTPError, also for an answer that doesn't end."""
    request = {"content": content, "headers": headers | PLAIN, "timeout": timeout}
    with client.stream("POST", url, **request) as response:
        until, body = time.monotonic() + timeout, bytearray()
        for part in response.iter_raw():
            body += part
            if len(body) > MAX_RESPONSE_BYTES:
                raise httpx.ReadError(f"answer over {MAX_RESPONSE_BYTES} bytes")
            if time.monotonic() > until:
                raise httpx.ReadTimeout(f"answer not whole after {timeout:g} s")
        return response.status_code, bytes(body)
