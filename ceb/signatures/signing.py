"""The enveloped XML signature of the national format (spec §3.4).

Specification and practice disagree on the algorithms' URIs, so all are parameters; the part after
the "#" decides what is computed. SHA-1 is the format's choice, not ours.
"""

import base64
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from lxml import etree

from ceb.fields import CEB_NAMESPACE
from ceb.fields import DSIG_NAMESPACE as DSIG
from ceb.parser import UntrustedDocumentError, parse
from ceb.tables import MESSAGES

from .keys import SigningKey, VerifyingKey, load_certificate, load_pair, verifying_key
from .sm2 import SM2_METHODS

CHINAPORT = "http://www.chinaport.gov.cn/2022/04/xmldsig#"
DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(),  # noqa: S303
    "sha256": hashes.SHA256(),
    "sm3": hashes.SM3(),
}


class SignatureError(UntrustedDocumentError):
    """Missing, of another form or invalid; the message names which."""


@dataclass(frozen=True, slots=True)
class Algorithms:
    """The four URIs of a signature."""

    canonicalization: str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    signature: str = f"{DSIG}rsa-sha1"
    digest: str = f"{DSIG}sha1"
    transform: str = f"{DSIG}enveloped-signature"


RSA_ALGORITHMS = Algorithms()
SM2_ALGORITHMS = Algorithms(signature=f"{CHINAPORT}sm2-sm3", digest=f"{CHINAPORT}sm3")


class Signer:
    """Signs documents of either trade, and envelopes.

    key: PEM (PKCS#8; RSA or SM2), PKCS#12 (RSA), or an object that signs, for a key in a device.
    certificate: PEM or DER; PKCS#12 has its own.
    algorithms: those of the specification for the key's kind if not given.
    Raises ValueError for keys neither RSA nor SM2 and for a certificate of another key, KeyError
    for URIs of algorithms unknown or not the key's.
    """

    def __init__(
        self,
        key: bytes | SigningKey,
        certificate: bytes | None = None,
        *,
        password: bytes | None = None,
        algorithms: Algorithms | None = None,
    ) -> None:
        if isinstance(key, bytes):
            self._key, self._certificate = load_pair(key, certificate, password)
        elif certificate is None:
            raise ValueError("a key in a device needs its certificate")
        else:
            self._key, self._certificate = key, load_certificate(certificate)
        is_sm2 = SM2_METHODS[0] in self._key.methods
        self.algorithms = algorithms or (SM2_ALGORITHMS if is_sm2 else RSA_ALGORITHMS)
        self._digest_hash = DIGESTS[_named(self.algorithms.digest)]
        self._method = _named(self.algorithms.signature)
        if self._method not in self._key.methods:
            raise KeyError(self.algorithms.signature)

    @property
    def key_name(self) -> str:
        """The certificate's number in hex, which customs calls the key by."""
        return f"{self._certificate.serial_number:016x}"

    def sign(self, document: bytes) -> bytes:
        """The same document signed where its table puts the signature; one it had is replaced."""
        root = parse(document)
        # Two signatures would each sign the other: neither could be verified.
        for old in root.findall(f"{{{DSIG}}}Signature"):
            root.remove(old)
        # Before the signature is put in: the enveloped transform takes it out again.
        digest = _digest(_canonical(root), self._digest_hash)
        signature = _placed(root)
        info = self._signed_info(signature, digest)
        value = self._key.sign(_canonical(info), self._method)
        _child(signature, "SignatureValue").text = base64.b64encode(value).decode()
        self._key_info(signature)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    def sign_text(self, text: str) -> str:
        """Base64 of the bare signature of a text's UTF-8: SHA1withRSA, or SM2 with SM3 as r and s.

        As customs' interface for payment data wants it (announcement 179)."""
        method = SM2_METHODS[0] if SM2_METHODS[0] in self._key.methods else "rsa-sha1"
        return base64.b64encode(self._key.sign(text.encode(), method)).decode()

    def _signed_info(self, signature: "etree._Element", digest: str) -> "etree._Element":
        # No white space anywhere inside: verifiers canonicalise it as it stands.
        uris = self.algorithms
        info = _child(signature, "SignedInfo")
        _child(info, "CanonicalizationMethod", Algorithm=uris.canonicalization)
        _child(info, "SignatureMethod", Algorithm=uris.signature)
        reference = _child(info, "Reference", URI="")
        _child(_child(reference, "Transforms"), "Transform", Algorithm=uris.transform)
        _child(reference, "DigestMethod", Algorithm=uris.digest)
        _child(reference, "DigestValue").text = digest
        return info

    def _key_info(self, signature: "etree._Element") -> None:
        key_info = _child(signature, "KeyInfo")
        _child(key_info, "KeyName").text = self.key_name
        der = self._certificate.public_bytes(serialization.Encoding.DER)
        data = _child(key_info, "X509Data")
        _child(data, "X509Certificate").text = base64.b64encode(der).decode()


def verify(document: bytes, certificate: bytes) -> None:
    """Raises SignatureError unless the signature is right and made with that certificate's key.

    document: a CEB message or an envelope. certificate: PEM or DER, known beforehand; the one
    inside the document proves nothing.
    """
    verify_any(document, [certificate])


def verify_any(document: bytes, certificates: Iterable[bytes]) -> x509.Certificate:
    """The first of the certificates that the document is signed with: old and new in a change.

    Raises SignatureError.
    """
    root = parse(document)
    # Only a direct child counts: one deeper inside may cover anything (signature wrapping).
    signatures = root.findall(f"{{{DSIG}}}Signature")
    if len(signatures) != 1:
        raise SignatureError("not_one_signature")
    signature = signatures[0]
    digest_hash, method = _algorithms_of(signature)
    value = _decoded(signature, "SignatureValue")
    info = _canonical(signature.find(f"{{{DSIG}}}SignedInfo"))
    signed_with = _first_right([load_certificate(one) for one in certificates], value, info, method)
    # The signature value covers SignedInfo alone; the content is covered by its digest.
    claimed = _text(signature, "SignedInfo/Reference/DigestValue")
    _detach(root, signature)
    if "".join(claimed.split()) != _digest(_canonical(root), digest_hash):
        raise SignatureError("content_changed")
    return signed_with


def _first_right(
    certificates: list[x509.Certificate], value: bytes, info: bytes, method: str
) -> x509.Certificate:
    for certificate in certificates:
        key = _key_of(certificate)
        if method in key.methods and key.is_valid(value, info, method):
            return certificate
    raise SignatureError("wrong_signature")


def _key_of(certificate: x509.Certificate) -> VerifyingKey:
    try:
        return verifying_key(certificate)
    except ValueError as exc:
        raise SignatureError("unusable_key", str(exc)) from exc


def _algorithms_of(signature: "etree._Element") -> tuple[hashes.HashAlgorithm, str]:
    """(digest, signature method)."""

    def algorithm(path: str) -> str:
        element = _find(signature, path)
        return element.get("Algorithm", "") if element is not None else ""

    references = signature.findall(f"{{{DSIG}}}SignedInfo/{{{DSIG}}}Reference")
    transforms = signature.findall(f".//{{{DSIG}}}Transform")
    if len(references) != 1 or references[0].get("URI") != "" or len(transforms) != 1:
        raise SignatureError("partly_signed")
    if (
        algorithm("SignedInfo/CanonicalizationMethod") != RSA_ALGORITHMS.canonicalization
        or transforms[0].get("Algorithm") != RSA_ALGORITHMS.transform
    ):
        raise SignatureError("transform_not_supported")
    digest = _named(algorithm("SignedInfo/Reference/DigestMethod"))
    if digest not in DIGESTS:
        raise SignatureError("digest_not_supported", digest)
    return DIGESTS[digest], _named(algorithm("SignedInfo/SignatureMethod"))


def _named(uri: str) -> str:
    return uri.rpartition("#")[2]


def _placed(root: "etree._Element") -> "etree._Element":
    """The empty signature: last child, or before the extension in export messages."""
    signature = etree.SubElement(root, f"{{{DSIG}}}Signature", nsmap={"ds": DSIG})
    message = MESSAGES.get(etree.QName(root).localname[3 : -len("Message")])
    extension = root.find(f"{{{CEB_NAMESPACE}}}ExtendMessage")
    if extension is not None and message is not None and message.trade == "export":
        extension.addprevious(signature)
    return signature


def _child(parent: "etree._Element", name: str, **attributes: str) -> "etree._Element":
    return etree.SubElement(parent, f"{{{DSIG}}}{name}", attrib=attributes)


def _find(element: "etree._Element", path: str) -> "etree._Element | None":
    return element.find("/".join(f"{{{DSIG}}}{name}" for name in path.split("/")))


def _text(element: "etree._Element", path: str) -> str:
    child = _find(element, path)
    return (child.text or "") if child is not None else ""


def _decoded(signature: "etree._Element", path: str) -> bytes:
    try:
        return base64.b64decode("".join(_text(signature, path).split()), validate=True)
    except ValueError as exc:
        raise SignatureError("signature_not_base64") from exc


def _detach(root: "etree._Element", signature: "etree._Element") -> None:
    """Without the signature, but with the text behind it, which was signed."""
    # lxml drops the text behind an element with the element.
    tail, previous = signature.tail, signature.getprevious()
    root.remove(signature)
    if tail and previous is not None:
        previous.tail = (previous.tail or "") + tail
    elif tail:
        root.text = (root.text or "") + tail


def _canonical(element: "etree._Element") -> bytes:
    # Inclusive C14N: namespaces of the root belong to what is signed.
    return etree.tostring(element, method="c14n", exclusive=False, with_comments=False)


def _digest(data: bytes, algorithm: hashes.HashAlgorithm) -> str:
    hasher = hashes.Hash(algorithm)
    hasher.update(data)
    return base64.b64encode(hasher.finalize()).decode()
