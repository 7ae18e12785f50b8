"""Every stored identity number under the newest key, so that an older one may be forgotten."""

from dataclasses import dataclass, field

from wagtail import hooks

from orders.identity.encryption import (
    UnreadableIdentityError,
    is_under_newest_key,
    rotate_identity,
)
from orders.models import Buyer


@dataclass
class Rotation:
    """How many numbers were encrypted anew, how many were under the newest key already, and the pks
    of the buyers whose number no key opens. The same of documents, by the hook
    `rotate_identity_keys`."""

    rotated: int = 0
    current: int = 0
    unreadable: list[int] = field(default_factory=list)
    documents: int = 0
    unreadable_documents: list[str] = field(default_factory=list)


def rotate_identity_keys(batch_size=500):
    """Encrypt what is not yet under the first of IDENTITY_KEYS; a Rotation.

    Each number is written by itself and only if it is still what was read, so a run that is killed
    loses nothing, a second one goes on where it ended, and a number that is erased meanwhile
    (R-PRIV-6) stays erased."""
    result = Rotation()
    stored = Buyer.objects.exclude(id_number="").order_by("pk").values_list("pk", "id_number")
    for pk, token in stored.iterator(chunk_size=batch_size):
        if is_under_newest_key(token):
            result.current += 1
            continue
        try:
            fresh = rotate_identity(token)
        except UnreadableIdentityError:
            result.unreadable.append(pk)
            continue
        unchanged = Buyer.objects.filter(pk=pk, id_number=token)
        result.rotated += unchanged.update(id_number=fresh)
    for operation in hooks.get_hooks("rotate_identity_keys"):
        operation(result)
    return result
