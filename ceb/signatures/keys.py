"""Keys and certificates to sign and to verify with: RSA or SM2, from PEM or PKCS#12."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from .sm2 import Sm2Key, Sm2PublicKey

PEM_MARK = b"-----BEGIN "
# By the last part of the method's URI: specification and practice put different ones before it.
RSA_METHODS: Mapping[str, hashes.HashAlgorithm] = {
    "rsa-sha1": hashes.SHA1(),  # noqa: S303
    "rsa-sha256": hashes.SHA256(),
}


class SigningKey(Protocol):
    """A key in a file, or one in a device that signs for us."""

    @property
    def methods(self) -> tuple[str, ...]: ...

    def sign(self, data: bytes, method: str) -> bytes: ...


class VerifyingKey(Protocol):
    @property
    def methods(self) -> tuple[str, ...]: ...

    def is_valid(self, signature: bytes, data: bytes, method: str) -> bool: ...


@dataclass(frozen=True)
class RsaSigner:
    key: rsa.RSAPrivateKey
    methods = tuple(RSA_METHODS)

    def sign(self, data: bytes, method: str) -> bytes:
        return self.key.sign(data, padding.PKCS1v15(), RSA_METHODS[method])


@dataclass(frozen=True)
class RsaVerifier:
    key: rsa.RSAPublicKey
    methods = tuple(RSA_METHODS)

    def is_valid(self, signature: bytes, data: bytes, method: str) -> bool:
        try:
            self.key.verify(signature, data, padding.PKCS1v15(), RSA_METHODS[method])
        except InvalidSignature:
            return False
        return True


def load_certificate(data: bytes) -> x509.Certificate:
    """PEM or DER. Raises ValueError."""
    if PEM_MARK in data:
        return x509.load_pem_x509_certificate(data)
    return x509.load_der_x509_certificate(data)


def verifying_key(certificate: x509.Certificate) -> VerifyingKey:
    """Raises ValueError for keys neither RSA nor SM2."""
    sm2 = Sm2PublicKey.of_certificate(certificate)
    if sm2 is not None:
        return sm2
    try:
        key = certificate.public_key()
    except UnsupportedAlgorithm as exc:
        raise ValueError(str(exc)) from exc
    if not isinstance(key, rsa.RSAPublicKey):
        raise ValueError("only RSA and SM2 certificates can verify")
    return RsaVerifier(key)


def load_pair(
    key: bytes, certificate: bytes | None, password: bytes | None
) -> tuple[SigningKey, x509.Certificate]:
    """key: PEM with its certificate apart, or PKCS#12 with the certificate inside.

    Raises ValueError for what is neither, for another kind of key and for a certificate of
    another key.
    """
    if PEM_MARK not in key:
        return _from_pkcs12(key, password)
    if certificate is None:
        raise ValueError("a PEM key needs its certificate")
    loaded = load_certificate(certificate)
    verifier = verifying_key(loaded)
    signer = _from_pem(key, password, verifier)
    _check_pair(signer, verifier)
    return signer, loaded


def _from_pem(key: bytes, password: bytes | None, verifier: VerifyingKey) -> SigningKey:
    if isinstance(verifier, Sm2PublicKey):
        return Sm2Key.from_pem(key, verifier)
    try:
        return _rsa(serialization.load_pem_private_key(key, password))
    except (TypeError, UnsupportedAlgorithm) as exc:  # a password missing, or one too many
        raise ValueError(str(exc)) from exc


def _from_pkcs12(data: bytes, password: bytes | None) -> tuple[SigningKey, x509.Certificate]:
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(data, password)
    except UnsupportedAlgorithm as exc:
        raise ValueError(f"{exc}; an SM2 key must be in PEM") from exc
    if key is None or certificate is None:
        raise ValueError("PKCS#12 without a key and its certificate")
    signer = _rsa(key)
    _check_pair(signer, verifying_key(certificate))
    return signer, certificate


def _rsa(key: object) -> RsaSigner:
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError("only RSA and SM2 keys can sign")
    return RsaSigner(key)


# A certificate of another key would sign what nobody can verify, and customs would reject every
# list (-621029): found out when the key is loaded, not at the first order.
def _check_pair(signer: SigningKey, verifier: VerifyingKey) -> None:
    method = signer.methods[0]
    probe = b"one key, one certificate"
    if method not in verifier.methods or not verifier.is_valid(
        signer.sign(probe, method), probe, method
    ):
        raise ValueError("the certificate belongs to another key")
