"""SM2 with SM3: the standard's own example, and documents signed with it."""

import base64

import pytest
from cryptography.hazmat.primitives import hashes

from ceb import Signer, check, verify
from ceb.envelope import wrap
from ceb.signatures.signing import Algorithms, SignatureError
from ceb.signatures.sm2 import Sm2Key, Sm2PublicKey

from . import sm2_example as example
from .records import document

PUBLIC = Sm2PublicKey(example.POINT)
PRACTICE = Algorithms(
    signature="http://www.w3.org/2000/09/xmldsig#sm2-sm3",
    digest="http://www.w3.org/2000/09/xmldsig#sha1",
)


@pytest.fixture(scope="module")
def sm2_signer() -> Signer:
    return Signer(example.KEY, example.CERTIFICATE)


@pytest.mark.parametrize(
    ("text", "digest"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_gives_the_standard_s_digests(text, digest):
    hasher = hashes.Hash(hashes.SM3())
    hasher.update(text)
    assert hasher.finalize().hex() == digest


def test_the_standard_s_signature_is_right_and_no_other():
    assert PUBLIC.is_valid(example.SIGNATURE, example.MESSAGE)
    assert not PUBLIC.is_valid(example.SIGNATURE, example.MESSAGE + b"!")
    changed = bytes([example.SIGNATURE[0] ^ 1]) + example.SIGNATURE[1:]
    for wrong in (b"", bytes(64), example.SIGNATURE[:63], example.SIGNATURE + b"\0", changed):
        assert not PUBLIC.is_valid(wrong, example.MESSAGE)


@pytest.mark.parametrize("pem", [example.KEY, example.OLDER_KEY])
def test_what_we_sign_is_raw_and_right(pem):
    key = Sm2Key.from_pem(pem, PUBLIC)
    made = [key.sign(example.MESSAGE) for _ in range(20)]
    assert {len(signature) for signature in made} == {64}
    assert len(set(made)) == 20
    assert all(PUBLIC.is_valid(signature, example.MESSAGE) for signature in made)


@pytest.mark.parametrize("algorithms", [None, PRACTICE])
def test_a_document_is_signed_as_the_specification_of_202205_says(algorithms):
    signer = Signer(example.KEY, example.CERTIFICATE, algorithms=algorithms)
    signed = signer.sign(document("621", 3))
    assert check(signed) == []
    text = signed.decode()
    assert text.count(signer.algorithms.signature) == text.count(signer.algorithms.digest) == 1
    assert "<ds:KeyName>0000000001691f7f</ds:KeyName>" in text
    raw = text.split("<ds:SignatureValue>")[1].split("<")[0]
    assert len(base64.b64decode(raw)) == 64
    verify(signed, example.CERTIFICATE)
    with pytest.raises(SignatureError):
        verify(signed.replace(b"<ceb:packNo>1<", b"<ceb:packNo>2<"), example.CERTIFICATE)


def test_an_envelope_is_signed_too(sm2_signer):
    made = wrap(
        document("311", 1),
        sender="DXPENT0000000001",
        receivers=["DXPEDCCEB0000002"],
        message_type="CEB311Message",
        copmsg_id="1",
    )
    verify(sm2_signer.sign(made), example.CERTIFICATE)
    with pytest.raises(SignatureError):
        verify(made, example.CERTIFICATE)


def test_a_certificate_of_another_kind_is_no_proof(sm2_signer, key_and_certificate, signer):
    with pytest.raises(SignatureError):
        verify(sm2_signer.sign(document("621", 3)), key_and_certificate[1])
    with pytest.raises(SignatureError):
        verify(signer.sign(document("621", 3)), example.CERTIFICATE)


@pytest.mark.parametrize(
    "key",
    [
        b"-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n",
        b"-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----\n",
        b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n",
        b"-----BEGIN PRIVATE KEY-----",
        example.pem("PRIVATE KEY", example.PKCS8[:-40]),
        example.pem("PRIVATE KEY", example.PKCS8.replace(b"\xce\x3d\x02\x01", b"\xce\x3d\x02\x77")),
        example.pem("EC PRIVATE KEY", example.SEC1.replace(example.SECRET, example.POINT[:32])),
    ],
)
def test_keys_cut_short_or_of_another_certificate_are_rejected(key):
    with pytest.raises(ValueError):
        Signer(key, example.CERTIFICATE)


def test_a_bare_text_is_signed_as_r_and_s(sm2_signer):
    """As payment data are (announcement 179)."""
    text = '"sessionID":"S-1"||"serviceTime":"1764000000000"'
    value = base64.b64decode(sm2_signer.sign_text(text))
    assert len(value) == 64
    assert PUBLIC.is_valid(value, text.encode())
    assert not PUBLIC.is_valid(value, text.replace("S-1", "S-2").encode())
