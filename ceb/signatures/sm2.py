"""SM2 signatures with SM3, as customs' format of 202205 prefers them (GB/T 32918; spec §3.4).

A value is the raw r‖s, 64 bytes; the signer's id is the standard's default.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import gmssl_pyx
from asn1crypto import keys, pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

SM2_METHODS = ("sm2-sm3",)
SIGNER_ID = b"1234567812345678"
CURVE = "sm2p256v1"
HALF = 32
UNCOMPRESSED = b"\x04"  # a point in full follows

keys.NamedCurve.register(CURVE, "1.2.156.10197.1.301", HALF)  # asn1crypto lacks it


@dataclass(frozen=True)
class Sm2PublicKey:
    """point: x‖y, 64 bytes."""

    point: bytes
    methods = SM2_METHODS

    @classmethod
    def of_certificate(cls, certificate: x509.Certificate) -> "Sm2PublicKey | None":
        """None if its key is of another kind. Raises ValueError."""
        tbs = asn1_x509.TbsCertificate.load(certificate.tbs_certificate_bytes)
        with _unknown_kinds_as_value_errors():
            info = tbs["subject_public_key_info"]
            if not _is_sm2(info["algorithm"]):
                return None
            point: bytes = info["public_key"].native
        if not point.startswith(UNCOMPRESSED) or len(point) != 1 + 2 * HALF:
            raise ValueError("an SM2 point in full expected")
        return cls(point[1:])

    def is_valid(self, signature: bytes, data: bytes, method: str = SM2_METHODS[0]) -> bool:
        if len(signature) != 2 * HALF:
            return False
        r, s = (int.from_bytes(half, "big") for half in (signature[:HALF], signature[HALF:]))
        try:
            encoded = encode_dss_signature(r, s)
            return bool(gmssl_pyx.sm2_verify(self.point, data, encoded, SIGNER_ID))
        except gmssl_pyx.GmsslInnerError:
            return False


class Sm2Key:
    """A private key; its public half comes from the certificate."""

    methods = SM2_METHODS

    def __init__(self, secret: bytes, public: Sm2PublicKey) -> None:
        if len(secret) > HALF:
            raise ValueError("an SM2 key has 32 bytes")
        # Leading zeros may be left out of a DER integer, but GmSSL wants 32 bytes.
        self._secret = secret.rjust(HALF, b"\0")
        self.public = public

    @classmethod
    def from_pem(cls, key: bytes, public: Sm2PublicKey) -> "Sm2Key":
        """PKCS#8 or SEC 1, not encrypted. Raises ValueError."""
        blocks = {name: der for name, _, der in pem.unarmor(key, multiple=True)}
        if "ENCRYPTED PRIVATE KEY" in blocks:
            raise ValueError("an SM2 key must not be encrypted (openssl pkey opens it)")
        with _unknown_kinds_as_value_errors():
            return cls(_secret(blocks), public)

    def sign(self, data: bytes, method: str = SM2_METHODS[0]) -> bytes:
        encoded = gmssl_pyx.sm2_sign(self._secret, self.public.point, data, SIGNER_ID)
        r, s = decode_dss_signature(encoded)
        return r.to_bytes(HALF, "big") + s.to_bytes(HALF, "big")


def _secret(blocks: Mapping[str, bytes]) -> bytes:
    if "PRIVATE KEY" in blocks:
        info = keys.PrivateKeyInfo.load(blocks["PRIVATE KEY"], strict=True)
        if not _is_sm2(info["private_key_algorithm"]):
            raise ValueError("not an SM2 key")
        key = info["private_key"].parsed
    elif "EC PRIVATE KEY" in blocks:
        key = keys.ECPrivateKey.load(blocks["EC PRIVATE KEY"], strict=True)
    else:
        raise ValueError("no private key in PEM")
    return bytes(key["private_key"].contents)


@contextmanager
def _unknown_kinds_as_value_errors() -> Iterator[None]:
    """asn1crypto looks a key's kind up in a dictionary of those it knows."""
    try:
        yield
    except KeyError as exc:
        raise ValueError(f"a key of an unknown kind: {exc}") from exc


def _is_sm2(algorithm: Any) -> bool:
    """algorithm: of a PublicKeyInfo or PrivateKeyInfo."""
    return (algorithm["algorithm"].native, algorithm["parameters"].native) == ("ec", CURVE)
