"""The signature is the national format's, and a change of one character breaks it."""

import base64

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import pkcs12
from lxml import etree

from ceb import Signer, check, verify
from ceb.signatures.signing import Algorithms, SignatureError, verify_any

from .conftest import make_key_and_certificate
from .records import document

DS = "{http://www.w3.org/2000/09/xmldsig#}"


@pytest.fixture
def signed(signer):
    return signer.sign(document("621", 3))


def test_signature_is_the_last_child_and_its_form_is_right(signed):
    root = etree.fromstring(signed)
    assert root[-1].tag == f"{DS}Signature"
    assert root[-1].tail is None
    assert check(signed) == []
    assert b"> <" not in signed[signed.index(b"<ds:Signature") :]


def test_an_independent_calculation_agrees(signed, key_and_certificate):
    # The digest is over the document as text without its signature; SignedInfo carries all three
    # namespaces in scope. Both written out here by hand, not by the signer's own functions.
    text = signed.decode().split("?>\n", 1)[1]
    start, end = text.index("<ds:Signature "), text.index("</ds:Signature>") + 15
    digest = hashes.Hash(hashes.SHA1())
    digest.update((text[:start] + text[end:]).encode())
    claimed = text.split("<ds:DigestValue>")[1].split("<")[0]
    assert base64.b64encode(digest.finalize()).decode() == claimed
    info = text[text.index("<ds:SignedInfo>") : text.index("</ds:SignedInfo>") + 16]
    for name in ("CanonicalizationMethod", "SignatureMethod", "Transform", "DigestMethod"):
        uri = info.split(f"<ds:{name} Algorithm=")[1].split('"')[1]
        info = info.replace(
            f'<ds:{name} Algorithm="{uri}"/>', f'<ds:{name} Algorithm="{uri}"></ds:{name}>'
        )
    scope = (
        ' xmlns:ceb="http://www.chinaport.gov.cn/ceb" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    canonical = info.replace("<ds:SignedInfo>", f"<ds:SignedInfo{scope}>")
    value = base64.b64decode(text.split("<ds:SignatureValue>")[1].split("<")[0])
    public = x509.load_pem_x509_certificate(key_and_certificate[1]).public_key()
    public.verify(value, canonical.encode(), padding.PKCS1v15(), hashes.SHA1())


def test_verifier_accepts_it_and_rejects_any_change(signed, key_and_certificate):
    certificate = key_and_certificate[1]
    verify(signed, certificate)
    for old, new in ((b"<ceb:packNo>1<", b"<ceb:packNo>2<"), (b"DigestValue>", b"DigestValue> A")):
        with pytest.raises(SignatureError):
            verify(signed.replace(old, new, 1), certificate)
    with pytest.raises(SignatureError):
        verify(document("621", 3), certificate)


def test_signing_again_replaces_the_signature(signed, signer, key_and_certificate):
    again = signer.sign(signed)
    assert again == signed
    verify(again, key_and_certificate[1])


def test_an_unknown_certificate_inside_proves_nothing(signed, signer):
    key, certificate = make_key_and_certificate()
    with pytest.raises(SignatureError):
        verify(signed, certificate)
    assert Signer(key, certificate).key_name != signer.key_name


def test_algorithm_uris_are_parameters(key_and_certificate):
    algorithms = Algorithms(
        signature="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        digest="http://www.w3.org/2001/04/xmlenc#sha256",
    )
    made = Signer(*key_and_certificate, algorithms=algorithms).sign(document("621", 3))
    verify(made, key_and_certificate[1])
    with pytest.raises(KeyError):
        Signer(*key_and_certificate, algorithms=Algorithms(digest="urn:unknown"))


def test_a_key_of_the_other_kind_or_of_no_kind_is_rejected(key_and_certificate):
    with pytest.raises(KeyError):
        Signer(
            *key_and_certificate,
            algorithms=Algorithms(signature="http://www.w3.org/2000/09/xmldsig#sm2-sm3"),
        )
    with pytest.raises(ValueError):
        Signer(key_and_certificate[0])
    with pytest.raises(ValueError):
        Signer(b"neither PEM nor PKCS#12", key_and_certificate[1])
    with pytest.raises(ValueError):
        Signer(key_and_certificate[0], make_key_and_certificate()[1])
    with pytest.raises(ValueError):
        Signer(key_and_certificate[0], key_and_certificate[1], password=b"none was needed")


def test_a_pkcs12_file_contains_both(key_and_certificate):
    key = serialization.load_pem_private_key(key_and_certificate[0], None)
    certificate = x509.load_pem_x509_certificate(key_and_certificate[1])
    protection = serialization.BestAvailableEncryption(b"secret")
    container = pkcs12.serialize_key_and_certificates(b"agent", key, certificate, None, protection)
    signed = Signer(container, password=b"secret").sign(document("621", 3))
    assert signed == Signer(*key_and_certificate).sign(signed)
    for password in (None, b"wrong"):
        with pytest.raises(ValueError):
            Signer(container, password=password)


def test_a_device_may_sign_instead_of_a_file(key_and_certificate):
    class Device:
        """Keeps its key to itself, as an HSM does."""

        methods = ("rsa-sha1",)

        def sign(self, data: bytes, method: str) -> bytes:
            key = serialization.load_pem_private_key(key_and_certificate[0], None)
            return key.sign(data, padding.PKCS1v15(), hashes.SHA1())

    signed = Signer(Device(), key_and_certificate[1]).sign(document("621", 3))
    verify(signed, key_and_certificate[1])


def test_old_and_new_certificate_both_prove_while_one_follows_the_other(signer, signed):
    _, coming = make_key_and_certificate()
    present = signer_certificate(signed)
    signed_with = verify_any(signed, [coming, present])
    assert signed_with.public_bytes(serialization.Encoding.DER) == present
    with pytest.raises(SignatureError):
        verify_any(signed, [coming])
    with pytest.raises(SignatureError):
        verify_any(signed, [])


def signer_certificate(signed: bytes) -> bytes:
    container = etree.fromstring(signed).findtext(f".//{DS}X509Certificate")
    return base64.b64decode(container)


@pytest.mark.parametrize("kind", ["303", "603"])
def test_an_export_message_is_signed_before_its_extension(kind, signer, key_and_certificate):
    extension = {"name": "own", "version": "1", "Message": etree.Element("{urn:own}data")}
    signed = signer.sign(document(kind, 1, extend=extension))
    tags = [etree.QName(child).localname for child in etree.fromstring(signed)]
    assert tags[-2:] == ["Signature", "ExtendMessage"]
    assert check(signed) == []
    verify(signed, key_and_certificate[1])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"rsa-sha1", b"hmac-sha1"),
        (b"#sha1", b"#md5"),
        (b"REC-xml-c14n-20010315", b"REC-xml-c14n-20010315#WithComments"),
        (b'URI=""', b'URI="#part"'),
        (b"#enveloped-signature", b"#base64"),
        (b"<ds:SignatureValue>", b"<ds:SignatureValue>?"),
    ],
)
def test_other_algorithms_and_parts_of_a_document_prove_nothing(signed, signer, old, new):
    with pytest.raises(SignatureError):
        verify(signed.replace(old, new, 1), signer_certificate(signed))
