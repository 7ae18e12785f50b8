"""Identity numbers at rest: encrypted, and looked up by a keyed hash (R-PRIV-6). The documents that
hold them are encrypted with the same keys (R-KEEP-2).

Both keys live in the environment, outside the database: `IDENTITY_KEYS`, newest first, and
`IDENTITY_HASH_KEY`, each a long random text. The hash is an HMAC because a plain hash of an
identity number falls to a trial of all of them.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable, Sequence
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from orders.identity.numbers import normalize

ENCRYPTED = b"gAAAAA"  # how every Fernet token begins, and no document


class UnreadableIdentityError(Exception):
    """A stored number, or a document, that none of the keys opens. Carries nothing of it."""


def encrypt_identity(number: str) -> str:
    """Ciphertext of the normalized number under the first key; differs on every call."""
    return _cipher().encrypt(normalize(number).encode()).decode()


def decrypt_identity(token: str) -> str:
    """The plain number, for the customs message alone; raises UnreadableIdentityError."""
    return _open(_cipher().decrypt, token)


def rotate_identity(token: str) -> str:
    """The same number under the newest key; then the old key may leave IDENTITY_KEYS."""
    return _open(_cipher().rotate, token)


def _open(opener: Callable[[bytes], bytes], token: str) -> str:
    try:
        return opener(token.encode()).decode()
    except (InvalidToken, UnicodeError):
        raise UnreadableIdentityError("no key of IDENTITY_KEYS opens this number") from None


def is_under_newest_key(token: str) -> bool:
    """Does the first of IDENTITY_KEYS open it?"""
    # MultiFernet would try the old keys too
    newest = _cipher_of((_keys()[0],))
    try:
        newest.decrypt(token.encode())
    except (InvalidToken, UnicodeError):
        return False
    return True


def encrypt_document(content: bytes) -> bytes:
    """Ciphertext of a document under the first key; nothing of nothing."""
    return _cipher().encrypt(content) if content else b""


def decrypt_document(stored: bytes) -> bytes:
    """The document as it was sent or received. One stored before documents were encrypted is given
    back as it is. Raises UnreadableIdentityError."""
    if not is_encrypted(stored):
        return stored
    try:
        return _cipher().decrypt(stored)
    except InvalidToken:
        raise UnreadableIdentityError("no key of IDENTITY_KEYS opens this document") from None


def rotate_document(stored: bytes) -> bytes:
    """The same document under the newest key."""
    return encrypt_document(decrypt_document(stored))


def is_document_under_newest_key(stored: bytes) -> bool:
    try:
        _cipher_of((_keys()[0],)).decrypt(stored)
    except InvalidToken:
        return False
    return True


def is_encrypted(stored: bytes) -> bool:
    return stored.startswith(ENCRYPTED)


def identity_hash(number: str) -> str:
    """64 hex digits that are the same for every spelling of one number (R-LIM-6)."""
    key = settings.IDENTITY_HASH_KEY
    if not key:
        # an unkeyed hash of 18 digits is broken within hours
        raise ImproperlyConfigured("IDENTITY_HASH_KEY is empty: identity numbers need a keyed hash")
    secret = key.encode() if isinstance(key, str) else key
    return hmac.new(secret, normalize(number).encode(), hashlib.sha256).hexdigest()


def _cipher() -> MultiFernet:
    return _cipher_of(_keys())


def _keys() -> tuple[str, ...]:
    keys = settings.IDENTITY_KEYS
    return tuple([keys] if isinstance(keys, str) else keys)


@lru_cache(maxsize=4)
def _cipher_of(keys: Sequence[str]) -> MultiFernet:
    if not keys or not all(keys):
        raise ImproperlyConfigured("IDENTITY_KEYS is empty: identity numbers can't be stored")
    return MultiFernet([_fernet(key) for key in keys])


def _fernet(secret: str) -> Fernet:
    """HKDF makes the 32 bytes, so any long random text is a key and none must be well shaped."""
    kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"expo identity numbers")
    return Fernet(base64.urlsafe_b64encode(kdf.derive(secret.encode())))
