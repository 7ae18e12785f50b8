"""An outside authority by HTTP (RFC 3161, section 3.4), named by TSA_URL; its answers are checked
against the certificates of the file TSA_CERTIFICATES."""

from pathlib import Path
from urllib.parse import urlsplit

import httpx
from django.conf import settings

from evidence.timestamps.base import (
    TIMEOUT_SECONDS,
    Stamp,
    TimestampError,
    time_of,
    timestamp_query,
    verify,
)

MAX_BYTES = 64 * 1024


class HttpAuthority:
    is_test = False

    def stamp(self, digest: str) -> Stamp:
        certificates = self.certificates()
        token = self._request(timestamp_query(digest))
        verify(token, digest, certificates)
        name = urlsplit(settings.TSA_URL).hostname or settings.TSA_URL
        return Stamp(token, certificates, name, False, time_of(token))

    def certificates(self) -> bytes:
        try:
            return Path(settings.TSA_CERTIFICATES).read_bytes()
        except OSError as exc:
            raise TimestampError("TSA_CERTIFICATES names no file", permanent=True) from exc

    def _request(self, query: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query"}
        try:
            answer = httpx.post(
                settings.TSA_URL, content=query, headers=headers, timeout=TIMEOUT_SECONDS
            )
        except httpx.HTTPError as exc:
            raise TimestampError(f"the authority is out of reach: {exc}") from exc
        if answer.status_code != 200:
            permanent = 400 <= answer.status_code < 500
            raise TimestampError(f"the authority said {answer.status_code}", permanent=permanent)
        if len(answer.content) > MAX_BYTES:
            raise TimestampError("the authority's answer is too long", permanent=True)
        return answer.content
