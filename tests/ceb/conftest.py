"""The official schemas (never part of this project) and a key to sign with."""

import datetime
import os
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree

from ceb import Signer
from ceb.fields import VERSIONS


@pytest.fixture(scope="session")
def schemas() -> dict[tuple[str, str], etree.XMLSchema]:
    """Schemas by version and trade, from CEB_XSD_DIR/<version>/*进口业务节点*.xsd."""
    folder = os.environ["CEB_XSD_DIR"]
    return {
        (version, trade): etree.XMLSchema(
            etree.parse(next(Path(folder, version).glob(f"*{name}业务*.xsd")))
        )
        for version in VERSIONS
        for trade, name in (("import", "进口"), ("export", "出口"))
    }


@pytest.fixture(scope="session")
def key_and_certificate() -> tuple[bytes, bytes]:
    return make_key_and_certificate()


def make_key_and_certificate() -> tuple[bytes, bytes]:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "示范报关行")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private, certificate.public_bytes(pem)


@pytest.fixture(scope="session")
def signer(key_and_certificate) -> Signer:
    return Signer(*key_and_certificate)
