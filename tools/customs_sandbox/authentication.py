"""Who may send what, and proof of who sends it: HMAC-SHA256 over timestamp and body."""

import hashlib
import hmac
import time
from collections.abc import Mapping

from .kinds import kinds_of

MAY_SEND = {
    sender: kinds_of(sender) for sender in ("site", "payment", "logistics", "agent", "operator")
}
MAX_SKEW = 300


class UnauthenticatedError(Exception):
    pass


def signature(secret: str, timestamp: str, body: bytes) -> str:
    made = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={made.hexdigest()}"


def signed_headers(identity: str, secret: str, body: bytes) -> dict[str, str]:
    timestamp = str(int(time.time()))
    return {
        "X-Sender": identity,
        "X-Clearance-Timestamp": timestamp,
        "X-Clearance-Signature": signature(secret, timestamp, body),
    }


def authenticated(headers: Mapping[str, str], body: bytes, secrets: Mapping[str, str]) -> str:
    """The identity that signed. Raises UnauthenticatedError."""
    sender = headers.get("X-Sender", "")
    timestamp = headers.get("X-Clearance-Timestamp", "")
    if sender not in MAY_SEND:
        raise UnauthenticatedError("X-Sender names no known identity")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12):
        raise UnauthenticatedError("X-Clearance-Timestamp is not a time")
    if abs(time.time() - int(timestamp)) > MAX_SKEW:
        raise UnauthenticatedError("X-Clearance-Timestamp is too far off")
    expected = signature(secrets[sender], timestamp, body)
    given = headers.get("X-Clearance-Signature", "")
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise UnauthenticatedError("X-Clearance-Signature is not right")
    return sender
