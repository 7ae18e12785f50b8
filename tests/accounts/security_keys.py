"""A security key in Python: made and used as a browser would, without one."""

import hashlib
import json
import os

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse
from django_otp_webauthn.models import WebAuthnCredential
from webauthn.helpers import bytes_to_base64url as base64url

HOST = "localhost"
ORIGIN = f"http://{HOST}"
JSON = "application/json"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40  # flags of authenticator data
BEGIN, COMPLETE = (
    f"otp_webauthn:credential-authentication-{step}" for step in ("begin", "complete")
)
REGISTER_BEGIN, REGISTER_COMPLETE = (
    f"otp_webauthn:credential-registration-{step}" for step in ("begin", "complete")
)


class SecurityKey:
    """verifies: whether it asks for a PIN or a finger before it signs."""

    def __init__(self, *, verifies=False):
        self.verifies = verifies
        self.private_key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = os.urandom(32)

    @property
    def public_key(self):
        """As COSE: an elliptic curve's point for ES256."""
        point = self.private_key.public_key().public_numbers()
        x, y = point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def belongs_to(self, user):
        """The key as an account keeps it."""
        return WebAuthnCredential.objects.create(
            user=user,
            name="key",
            confirmed=True,
            credential_id=self.credential_id,
            public_key=self.public_key,
            sign_count=0,
            transports=[],
            discoverable=True,
            backup_eligible=False,
            backup_state=False,
            aaguid="00000000-0000-0000-0000-000000000000",
        )

    def answer(self, options):
        """To what a site asks at sign-in."""
        client_data = self.client_data("webauthn.get", options)
        data = self.authenticator_data()
        signed = data + hashlib.sha256(client_data).digest()
        return self.credential(
            clientDataJSON=base64url(client_data),
            authenticatorData=base64url(data),
            signature=base64url(self.private_key.sign(signed, ec.ECDSA(hashes.SHA256()))),
        )

    def registration(self, options):
        """To what a site asks that takes it as new."""
        length = len(self.credential_id).to_bytes(2, "big")
        attested = bytes(16) + length + self.credential_id + self.public_key
        data = self.authenticator_data(ATTESTED) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self.credential(
            clientDataJSON=base64url(self.client_data("webauthn.create", options)),
            attestationObject=base64url(attestation),
        )

    def client_data(self, kind, options):
        data = {"type": kind, "challenge": options["challenge"], "origin": ORIGIN}
        return json.dumps(data).encode()

    def authenticator_data(self, more_flags=0):
        flags = PRESENT | more_flags | (VERIFIED if self.verifies else 0)
        return hashlib.sha256(HOST.encode()).digest() + bytes([flags]) + (1).to_bytes(4, "big")

    def credential(self, **response):
        key = base64url(self.credential_id)
        return {"id": key, "rawId": key, "type": "public-key", "response": response}


def begin(browser, step=BEGIN):
    return browser.post(reverse(step), content_type=JSON).json()


def complete(browser, answer, step=COMPLETE):
    return browser.post(reverse(step), json.dumps(answer), content_type=JSON)
