"""How our own documents leave the site and customs' come in: signed, and in the exchange
platform's envelope, as the settings say. Keys are read once for each process."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from django.conf import settings

from catalog.models.zone import Direction
from ceb import InvalidMessageError, Signer
from ceb.envelope import EXPORT_RECEIVER, IMPORT_RECEIVER, is_envelope, unwrap, wrap
from ceb.errors import FieldError
from ceb.signatures.signing import verify_any
from clearance.documents.kinds import KINDS
from clearance.routing import platform

URIS = ("canonicalization", "signature", "digest", "transform")


def sign_and_wrap(document, *, name, kind, zone):
    """The bytes to send. name: CopMsgId, which CEB900 and the exchange platform answer to.

    Raises InvalidMessageError for what no envelope can carry."""
    if key_settings(zone.certificate)["key"]:
        document = signer(zone.certificate).sign(document)
    if settings.CLEARANCE_ENVELOPE != "dxp":
        return document
    return wrap(
        document,
        sender=platform(zone).dxp_id,
        receivers=[
            EXPORT_RECEIVER if KINDS[kind].direction == Direction.EXPORT else IMPORT_RECEIVER
        ],
        message_type=f"CEB{kind}Message",
        copmsg_id=name,
    )


def verified_document(content):
    """A receipt without its envelope, its signature verified where customs' certificates are named.

    Raises UnreadableDocumentError, or SignatureError for one that customs did not sign."""
    document = without_envelope(content)
    if certificates := customs_certificates():
        verify_any(document, certificates)
    return document


def without_envelope(content):
    """A document as it is inside the exchange platform's envelope, or as it came without one.

    Raises UnreadableDocumentError."""
    return unwrap(content)[0] if is_envelope(content) else content


def key_settings(name):
    """Files and URIs of the key of this name, as a zone's form has it; "" is the usual one.

    Raises InvalidMessageError for a name that the settings don't know."""
    if not name:
        return settings.CLEARANCE_SIGNING
    if name not in settings.CLEARANCE_KEYS:
        raise InvalidMessageError(
            [FieldError("/", "certificate", "not_in_table", "CLEARANCE_KEYS", name)]
        )
    return dict.fromkeys(settings.CLEARANCE_SIGNING, "") | settings.CLEARANCE_KEYS[name]


# a changed key needs a restart of the worker
@cache
def signer(name=""):
    keys = key_settings(name)
    key = Path(keys["key"]).read_bytes()
    certificate = Path(keys["certificate"]).read_bytes() if keys["certificate"] else None
    password = keys["password"].encode() or None
    plain = Signer(key, certificate, password=password)
    named = {name: keys[name] for name in URIS if keys[name]}
    if not named:  # what the specification says for this kind of key
        return plain
    algorithms = replace(plain.algorithms, **named)
    return Signer(key, certificate, password=password, algorithms=algorithms)


@cache
def customs_certificates():
    """Those in force: an old and a new one stand side by side while customs changes."""
    return tuple(Path(path).read_bytes() for path in settings.CLEARANCE_CERTIFICATES)
