"""How the site and the clearance platform know each other: HMAC-SHA256 over time and body.

See docs/integrations/clearance.md, "Who signs a request"."""

import hashlib
import hmac
import time

MAX_SKEW = 300  # seconds


def signature(secret, timestamp, body):
    digest = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={digest.hexdigest()}"


def headers(sender, secret, body):
    """The three headers of a signed request."""
    timestamp = str(int(time.time()))
    return {
        "X-Sender": sender,
        "X-Clearance-Timestamp": timestamp,
        "X-Clearance-Signature": signature(secret, timestamp, body),
    }


def is_genuine(secret, timestamp, given, body, now=None):
    """True for a signature of this body that is fresh; compared in constant time."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12):
        return False
    if abs((now or time.time()) - int(timestamp)) > MAX_SKEW:
        return False
    return hmac.compare_digest(signature(secret, timestamp, body).encode(), given.encode())
