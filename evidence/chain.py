"""How entries are digested and chained. Pure: the stand-alone verifier follows the same steps."""

import hashlib
import json
from typing import Any

GENESIS = "0" * 64


def canonical(payload: Any) -> str:
    """JSON with sorted keys and no spare blanks, in UTF-8 characters: one text for one content."""
    return json.dumps(
        payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str
    )


def digest_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def entry_digest(*, sequence, subject, kind, actor, at, payload_digest, previous):
    """SHA-256 over the entry's fields and the previous entry's digest."""
    return digest_text(canonical([sequence, subject, kind, actor, at, payload_digest, previous]))
