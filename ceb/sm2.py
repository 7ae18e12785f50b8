"""SM2 signatures with SM3, as customs' format of 202205 prefers them (GB/T 32918; spec §3.4).

A value is the raw r‖s, 64 bytes; the signer's id is the standard's default.
"""

import base64
import re
from dataclasses import dataclass

import gmssl_pyx
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

from . import der

SIGNER_ID = b"1234567812345678"
EC_PUBLIC_KEY = bytes.fromhex("2a8648ce3d0201")
SM2_CURVE = bytes.fromhex("2a811ccf5501822d")
HALF = 32
UNCOMPRESSED = b"\x00\x04"  # no unused bits, then the point in full
PEM = re.compile(
    rb"-----BEGIN ((?:EC |ENCRYPTED )?PRIVATE KEY)-----\s(.*?)-----END \1-----", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Sm2PublicKey:
    """point: x‖y, 64 bytes."""

    point: bytes

    @classmethod
    def of_certificate(cls, certificate: x509.Certificate) -> "Sm2PublicKey | None":
        """None if its key is of another kind."""
        fields = der.sequence(certificate.tbs_certificate_bytes)
        if fields[0][0] == der.VERSION_FIELD:
            fields = fields[1:]
        key = der.children(der.inside(fields, 5, der.SEQUENCE))
        if not _is_sm2(der.inside(key, 0, der.SEQUENCE)):
            return None
        bits = der.inside(key, 1, der.BIT_STRING)
        if not bits.startswith(UNCOMPRESSED) or len(bits) != len(UNCOMPRESSED) + 2 * HALF:
            raise ValueError("an SM2 point in full expected")
        return cls(bits[len(UNCOMPRESSED) :])

    def is_right(self, signature: bytes, data: bytes) -> bool:
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

    def __init__(self, secret: bytes, public: Sm2PublicKey) -> None:
        if len(secret) > HALF:
            raise ValueError("an SM2 key has 32 bytes")
        self._secret = secret.rjust(HALF, b"\0")
        self.public = public

    @classmethod
    def from_pem(cls, pem: bytes, public: Sm2PublicKey) -> "Sm2Key":
        """PKCS#8 or SEC 1, not encrypted. Raises ValueError."""
        found = PEM.search(pem)
        if found is None:
            raise ValueError("no private key in PEM")
        if found[1].startswith(b"ENCRYPTED"):
            raise ValueError("an SM2 key must not be encrypted (openssl pkey opens it)")
        values = der.sequence(base64.b64decode(found[2]))
        if found[1] == b"PRIVATE KEY":
            if not _is_sm2(der.inside(values, 1, der.SEQUENCE)):
                raise ValueError("not an SM2 key")
            values = der.sequence(der.inside(values, 2, der.OCTET_STRING))
        return cls(der.inside(values, 1, der.OCTET_STRING), public)

    def sign(self, data: bytes) -> bytes:
        encoded = gmssl_pyx.sm2_sign(self._secret, self.public.point, data, SIGNER_ID)
        r, s = decode_dss_signature(encoded)
        return r.to_bytes(HALF, "big") + s.to_bytes(HALF, "big")


def _is_sm2(algorithm: bytes) -> bool:
    return der.children(algorithm)[:2] == [(der.OBJECT, EC_PUBLIC_KEY), (der.OBJECT, SM2_CURVE)]
