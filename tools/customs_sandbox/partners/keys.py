"""The stand-ins' own keys, kept beside the store so that a restart does not change them."""

from pathlib import Path

from ceb.signatures.self_signed import make_key_pair


def own_key(folder: Path, identity: str, name: str) -> tuple[bytes, bytes]:
    """A firm's key and certificate (PEM), made once."""
    key, certificate = folder / f"{identity}-key.pem", folder / f"{identity}-certificate.pem"
    if not (key.exists() and certificate.exists()):
        private, public = make_key_pair(name)
        key.touch(mode=0o600)  # nobody else's to read, not even for the moment of writing
        key.write_bytes(private)
        certificate.write_bytes(public)
    return key.read_bytes(), certificate.read_bytes()
