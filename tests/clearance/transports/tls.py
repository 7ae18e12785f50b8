"""TLS before a service that has none: a certificate authority of its own, certificates by it, and
a relay that ends TLS and passes the bytes on."""

import contextlib
import ipaddress
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PEM, PKCS8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8


class Authority:
    """Signs certificates; its files lie in `folder`."""

    def __init__(self, folder, name="authority"):
        self.folder, self.name = folder, name
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = self._sign(name, self.key, x509.BasicConstraints(True, None))
        self.file = self._write(f"{name}.pem", self.certificate.public_bytes(PEM))

    def issue(self, name, *, days=1, address=None):
        """(certificate file, key file) for a name, and the address of a host."""
        key = ec.generate_private_key(ec.SECP256R1())
        more = [x509.BasicConstraints(False, None)]
        if address:
            host = x509.IPAddress(ipaddress.ip_address(address))
            more.append(x509.SubjectAlternativeName([host]))
        certificate = self._sign(name, key, *more, days=days)
        plain = serialization.NoEncryption()
        return (
            self._write(f"{self.name}-{name}.pem", certificate.public_bytes(PEM)),
            self._write(f"{self.name}-{name}.key", key.private_bytes(PEM, PKCS8, plain)),
        )

    def _sign(self, name, key, *extensions, days=1):
        now = datetime.now(UTC)
        until = now + timedelta(days=days)
        made = (
            x509.CertificateBuilder()
            .subject_name(_named(name)).issuer_name(_named(self.name))
            .public_key(key.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before(min(now, until) - timedelta(days=1)).not_valid_after(until)
        )  # fmt: skip
        for one in extensions:
            made = made.add_extension(one, critical=isinstance(one, x509.BasicConstraints))
        return made.sign(self.key, hashes.SHA256())

    def _write(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return str(path)


def _named(name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


class Relay:
    """Ends TLS on a port of its own and passes everything on to (host, port). client_authority:
    file of the authority whose certificate a caller has to show."""

    def __init__(self, behind, certificate, key, *, client_authority=None):
        self.behind = behind
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        if client_authority:
            self.context.verify_mode = ssl.CERT_REQUIRED
            self.context.load_verify_locations(client_authority)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.passed = 0  # calls that got through
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        with contextlib.suppress(OSError):  # the listener was closed
            while True:
                caller, _address = self.listener.accept()
                threading.Thread(target=self._serve, args=(caller,), daemon=True).start()

    def _serve(self, caller):
        with (
            contextlib.suppress(OSError),
            caller,
            self.context.wrap_socket(caller, server_side=True) as inside,
            socket.create_connection(self.behind) as outside,
        ):
            self.passed += 1
            threading.Thread(target=_pump, args=(outside, inside), daemon=True).start()
            _pump(inside, outside)

    def close(self):
        self.listener.close()


def _pump(source, target):
    with contextlib.suppress(OSError):
        while part := source.recv(65536):
            target.sendall(part)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)
