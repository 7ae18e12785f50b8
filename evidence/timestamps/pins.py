"""Which authorities' certificates are believed: those whose SHA-256 fingerprint the settings name
(R-EVID-5). What lies in the database proves nothing here, for who forges the ledger there can
stamp it anew with a key of his own and put that key's certificate beside it."""

import hashlib
import re
from pathlib import Path
from ssl import PEM_cert_to_DER_cert

from django.conf import settings

CERTIFICATE = re.compile(
    rb"-----BEGIN CERTIFICATE-----\s[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----"
)
FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def normal_fingerprint(text: str) -> str:
    """64 hex digits in small letters of "AB:CD:…", as openssl prints it."""
    return text.strip().lower().removeprefix("sha256:").replace(":", "")


def own_fingerprint_file() -> Path:
    """Where the fingerprint of our own authority's first key is kept: beside its folder, so that a
    key made anew does not bring its own pin along."""
    return Path(settings.VAR_DIR) / "timestamp-fingerprint.txt"


def fingerprints_of(certificates: bytes) -> list[str]:
    """SHA-256 of each certificate in a PEM text, in its order."""
    return [_fingerprint(block) for block in CERTIFICATE.findall(certificates)]


def pinned_fingerprints() -> frozenset[str]:
    """TSA_FINGERPRINTS; where it is empty, which production refuses, the certificates that
    TSA_CERTIFICATES names and the first one of our own authority."""
    if settings.TSA_FINGERPRINTS:
        return frozenset(map(normal_fingerprint, settings.TSA_FINGERPRINTS))
    named = Path(settings.TSA_CERTIFICATES) if settings.TSA_CERTIFICATES else None
    outside = fingerprints_of(named.read_bytes()) if named and named.is_file() else []
    return frozenset(outside) | own_fingerprints()


def own_fingerprints() -> frozenset[str]:
    """Of our own authority's first key: what it signs proves no time to others (R-EVID-7)."""
    file = own_fingerprint_file()
    return frozenset(file.read_text().split()) if file.is_file() else frozenset()


def split_certificates(certificates: bytes, pinned: frozenset[str]) -> tuple[bytes, bytes]:
    """(the pinned ones, the others) as PEM."""
    blocks = CERTIFICATE.findall(certificates)
    anchors = [block for block in blocks if _fingerprint(block) in pinned]
    others = [block for block in blocks if block not in anchors]
    return b"\n".join(anchors), b"\n".join(others)


def _fingerprint(block: bytes) -> str:
    try:
        return hashlib.sha256(PEM_cert_to_DER_cert(block.decode("ascii"))).hexdigest()
    except ValueError:  # base64 that is none
        return ""
