"""An authority of our own, for development and for sites without an outside one.

Labelled as a test: who holds its key may stamp any time (R-EVID-4, 7). Its first certificate is
pinned in a file outside the database; a key made anew later is not believed."""

import fcntl
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from evidence.timestamps.base import (
    Stamp,
    TimestampError,
    openssl,
    time_of,
    timestamp_query,
    verify,
)
from evidence.timestamps.pins import fingerprints_of, own_fingerprint_file

NAME = "E-Expo test timestamps"
OPENSSL_CONFIG = """[tsa]
default_tsa = own
[own]
serial = {folder}/serial
signer_cert = {folder}/certificate.pem
certs = {folder}/certificate.pem
signer_key = {folder}/key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
tsa_name = yes
ess_cert_id_alg = sha256
"""


class LocalAuthority:
    is_test = True

    def stamp(self, digest: str) -> Stamp:
        folder = self.prepare()
        with open(folder / "lock", "w") as lock:  # one serial number at a time
            fcntl.flock(lock, fcntl.LOCK_EX)
            token = self._answer(folder, timestamp_query(digest))
        certificates = self.certificates()
        verify(token, digest, certificates)
        return Stamp(token, certificates, NAME, True, time_of(token))

    def certificates(self) -> bytes:
        try:
            return (_folder() / "certificate.pem").read_bytes()
        except OSError as exc:
            raise TimestampError("our own authority has no certificate yet") from exc

    def prepare(self) -> Path:
        """The folder with key and certificate, made at first use, when the certificate is pinned
        as well. A pin that is there stays: a second key is not believed."""
        folder = _folder()
        if not folder.exists():
            _make_key(folder)
        if not own_fingerprint_file().exists():
            _pin(self.certificates())
        return folder

    def _answer(self, folder: Path, query: bytes) -> bytes:
        with tempfile.NamedTemporaryFile() as file:
            file.write(query)
            file.flush()
            return openssl("ts", "-reply", "-queryfile", file.name, "-config", folder / "tsa.cnf")


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "timestamps"


def _make_key(folder: Path) -> None:
    """Whole or not at all, even when two come at once."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(dir=folder.parent))
    openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650",
        "-subj", f"/CN={NAME}", "-keyout", new / "key.pem", "-out", new / "certificate.pem",
        "-addext", "extendedKeyUsage=critical,timeStamping",
        "-addext", "keyUsage=critical,digitalSignature",
    )  # fmt: skip
    (new / "serial").write_text("01\n")
    (new / "tsa.cnf").write_text(OPENSSL_CONFIG.format(folder=folder))
    try:
        os.rename(new, folder)
    except OSError:  # another process was faster
        for part in new.iterdir():
            part.unlink()
        new.rmdir()


def _pin(certificates: bytes) -> None:
    """Whole at once, and never over a pin that another process was faster with."""
    pin = own_fingerprint_file()
    with tempfile.NamedTemporaryFile("w", dir=pin.parent) as file:
        file.write("".join(f"{each}\n" for each in fingerprints_of(certificates)))
        file.flush()
        with suppress(FileExistsError):
            os.link(file.name, pin)
