"""An authority of our own whose certificate ends after seconds, as every one does some day."""

import time
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from evidence.timestamps import local

SECONDS = 5


def begin_short_life():
    """From here its stamps are made by a certificate that is valid for SECONDS."""
    folder = local._folder()
    local._make_key(folder)
    key = load_pem_private_key((folder / "key.pem").read_bytes(), None)
    made = x509.load_pem_x509_certificate((folder / "certificate.pem").read_bytes())
    now = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
    builder = (
        x509.CertificateBuilder(made.issuer, made.subject, key.public_key(), made.serial_number)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(seconds=SECONDS))
    )
    for extension in made.extensions:
        builder = builder.add_extension(extension.value, extension.critical)
    certificate = builder.sign(key, hashes.SHA256())
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    local.LocalAuthority().prepare()


def wait_for_its_end():
    certificate = x509.load_pem_x509_certificate(local.LocalAuthority().certificates())
    left = certificate.not_valid_after_utc - datetime.now(UTC)
    time.sleep(max(0, left.total_seconds()) + 1)
