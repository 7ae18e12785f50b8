"""The enveloped XML signature of the national format (spec §3.4).

RSA-SHA1 over inclusive C14N 1.0 is what e-port verifies today; papers and practice disagree on the
algorithm URIs, so all four are parameters. SHA-1 is the format's choice, not ours.
"""

import base64
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from lxml import etree

from .fields import CEB_NAMESPACE
from .parser import parse
from .tables import MESSAGES

DSIG = "http://www.w3.org/2000/09/xmldsig#"
RSA_HASHES: dict[str, hashes.HashAlgorithm] = {
    f"{DSIG}rsa-sha1": hashes.SHA1(),  # noqa: S303
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256": hashes.SHA256(),
}
DIGESTS: dict[str, hashes.HashAlgorithm] = {
    f"{DSIG}sha1": hashes.SHA1(),  # noqa: S303
    "http://www.w3.org/2001/04/xmlenc#sha256": hashes.SHA256(),
}


class BadSignature(ValueError):
    """Missing, of another form or not right; the message says which."""


@dataclass(frozen=True, slots=True)
class Algorithms:
    canonicalization: str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    signature: str = f"{DSIG}rsa-sha1"
    digest: str = f"{DSIG}sha1"
    transform: str = f"{DSIG}enveloped-signature"


class Signer:
    """key, certificate: PEM. Raises ValueError for keys not RSA, KeyError for unknown URIs."""

    def __init__(
        self,
        key: bytes,
        certificate: bytes,
        *,
        password: bytes | None = None,
        algorithms: Algorithms | None = None,
    ) -> None:
        loaded = serialization.load_pem_private_key(key, password)
        if not isinstance(loaded, rsa.RSAPrivateKey):
            raise ValueError("only RSA keys can sign")
        self._key = loaded
        self._certificate = x509.load_pem_x509_certificate(certificate)
        self.algorithms = algorithms or Algorithms()
        self._digest_hash = DIGESTS[self.algorithms.digest]
        self._signature_hash = RSA_HASHES[self.algorithms.signature]

    @property
    def key_name(self) -> str:
        """The certificate's number in hex, which customs calls the key by."""
        return f"{self._certificate.serial_number:016x}"

    def sign(self, document: bytes) -> bytes:
        """The same document signed where its table puts the signature; one it had is replaced."""
        root = parse(document)
        for old in root.findall(f"{{{DSIG}}}Signature"):
            root.remove(old)
        digest = _digest(_canonical(root), self._digest_hash)
        signature = _placed(root)
        info = self._signed_info(signature, digest)
        value = self._key.sign(_canonical(info), padding.PKCS1v15(), self._signature_hash)
        _child(signature, "SignatureValue").text = base64.b64encode(value).decode()
        self._key_info(signature)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

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
    """Raises BadSignature unless the signature is right and made with that certificate's key.

    certificate: PEM, known beforehand; the one inside the document proves nothing.
    """
    root = parse(document)
    signatures = root.findall(f"{{{DSIG}}}Signature")
    if len(signatures) != 1:
        raise BadSignature("one signature expected")
    signature = signatures[0]
    digest_hash, signature_hash = _hashes_of(signature)
    public = x509.load_pem_x509_certificate(certificate).public_key()
    if not isinstance(public, rsa.RSAPublicKey):
        raise BadSignature("only RSA certificates can verify")
    value = _decoded(signature, "SignatureValue")
    info = signature.find(f"{{{DSIG}}}SignedInfo")
    try:
        public.verify(value, _canonical(info), padding.PKCS1v15(), signature_hash)
    except InvalidSignature as error:
        raise BadSignature("the signature value is not right") from error
    claimed = _text(signature, "SignedInfo/Reference/DigestValue")
    _detach(root, signature)
    if "".join(claimed.split()) != _digest(_canonical(root), digest_hash):
        raise BadSignature("the content was changed")


def _hashes_of(
    signature: "etree._Element",
) -> tuple[hashes.HashAlgorithm, hashes.HashAlgorithm]:
    def algorithm(path: str) -> str:
        found = _find(signature, path)
        return found.get("Algorithm", "") if found is not None else ""

    references = signature.findall(f"{{{DSIG}}}SignedInfo/{{{DSIG}}}Reference")
    transforms = signature.findall(f".//{{{DSIG}}}Transform")
    if len(references) != 1 or references[0].get("URI") != "" or len(transforms) != 1:
        raise BadSignature("exactly the whole document must be signed")
    expected = Algorithms()
    if (
        algorithm("SignedInfo/CanonicalizationMethod") != expected.canonicalization
        or transforms[0].get("Algorithm") != expected.transform
    ):
        raise BadSignature("canonicalization or transform not supported")
    try:
        return (
            DIGESTS[algorithm("SignedInfo/Reference/DigestMethod")],
            RSA_HASHES[algorithm("SignedInfo/SignatureMethod")],
        )
    except KeyError as error:
        raise BadSignature(f"algorithm not supported: {error}") from error


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
    found = _find(element, path)
    return (found.text or "") if found is not None else ""


def _decoded(signature: "etree._Element", path: str) -> bytes:
    try:
        return base64.b64decode("".join(_text(signature, path).split()), validate=True)
    except ValueError as error:
        raise BadSignature("the signature value is not base64") from error


def _detach(root: "etree._Element", signature: "etree._Element") -> None:
    """Without the signature, but with the text behind it, which was signed."""
    tail, previous = signature.tail, signature.getprevious()
    root.remove(signature)
    if tail and previous is not None:
        previous.tail = (previous.tail or "") + tail
    elif tail:
        root.text = (root.text or "") + tail


def _canonical(element: "etree._Element") -> bytes:
    return etree.tostring(element, method="c14n", exclusive=False, with_comments=False)


def _digest(data: bytes, algorithm: hashes.HashAlgorithm) -> str:
    hasher = hashes.Hash(algorithm)
    hasher.update(data)
    return base64.b64encode(hasher.finalize()).decode()
