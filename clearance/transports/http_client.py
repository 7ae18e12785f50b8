"""What others answer to our own requests: read to a limit and a moment, whoever they are."""

import time

import httpx

LARGEST_ANSWER = 1024 * 1024  # bytes
PLAIN = {"Accept-Encoding": "identity"}  # else a few bytes could unfold to more than memory holds


def ask(client, way, *, content, headers, timeout):
    """(status, the answer's bytes) of a POST. client: an httpx.Client, or httpx itself.

    timeout: seconds for each step, and for all of the answer together: an HTTP client counts its
    patience anew with every byte, and the sender's lease would run out meanwhile. Raises
    httpx.HTTPError, also for an answer that doesn't end."""
    asked = {"content": content, "headers": headers | PLAIN, "timeout": timeout}
    with client.stream("POST", way, **asked) as response:
        until, told = time.monotonic() + timeout, bytearray()
        for part in response.iter_raw():
            told += part
            if len(told) > LARGEST_ANSWER:
                raise httpx.ReadError(f"answer over {LARGEST_ANSWER} bytes")
            if time.monotonic() > until:
                raise httpx.ReadTimeout(f"answer not whole after {timeout:g} s")
        return response.status_code, bytes(told)
