"""Changes of an account's security in the evidence ledger: what it was, what it is, and by whom.

The ledger is never erased, a person's data is (R-PRIV-5): an address or a number is kept masked,
with a keyed digest by which one that somebody names can be compared. Secrets are never kept."""

import hashlib
import hmac
from enum import StrEnum
from typing import Any

from django.conf import settings

from evidence import actions as evidence
from evidence.models import Entry


class Kind(StrEnum):
    RIGHTS = "rights changed"  # before, after: names of roles
    PASSWORD = "password changed"  # noqa: S105 - before, after: nothing, ever
    EMAIL = "email changed"
    MOBILE = "mobile changed"
    TWO_FACTOR = "second factor changed"  # before, after: names of methods, number of codes left
    RESET_SENT = "reset link sent"  # by somebody else than the person
    ACTIVE = "account opened or closed"  # before, after: true or false


CONTACTS = {Kind.EMAIL, Kind.MOBILE}
WITHOUT_VALUES = {Kind.PASSWORD, Kind.RESET_SENT}


def record(user, kind: Kind, before: Any = None, after: Any = None, by: Any = "") -> Entry:
    """An entry about `user` in the caller's transaction, with every other lock taken before (the
    ledger's comes last of all).

    by: the user who did it, or a text such as "command line". Raises ValueError for values where
    only the fact may be kept."""
    kind = Kind(kind)
    if kind in WITHOUT_VALUES and (before, after) != (None, None):
        raise ValueError(f"of “{kind}” only the fact is kept")
    if kind in CONTACTS:
        before, after = masked(before), masked(after)
    return evidence.record(
        subject=f"user {user.pk}",
        kind=str(kind),
        payload={"before": before, "after": after},
        actor=by,
    )


def masked(contact: str | None) -> dict[str, str] | None:
    """An address or number as the ledger keeps it: {"shown": "l***@example.com", "digest": …}."""
    if not contact:
        return None
    name, at, host = contact.partition("@")
    shown = f"{name[:1]}***{at}{host}" if at else f"{name[:3]}***{name[-2:]}"
    return {"shown": shown, "digest": digest_of(contact)}


def digest_of(contact: str) -> str:
    """HMAC-SHA-256: a plain digest of a mobile number is found by trying them all."""
    key = settings.IDENTITY_HASH_KEY.encode()
    return hmac.new(key, f"contact:{contact}".encode(), hashlib.sha256).hexdigest()
