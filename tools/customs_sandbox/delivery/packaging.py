"""Customs' own documents as they leave: joined, signed, in the exchange platform's envelope."""

from collections.abc import Callable

from ceb import MESSAGES, Signer
from ceb.bundle import join
from ceb.envelope import EXPORT_RECEIVER, IMPORT_RECEIVER, wrap

Packaging = Callable[[str, list[bytes], str], bytes]


def package(
    kind: str, documents: list[bytes], name: str, *, signer: Signer | None, receiver: str
) -> bytes:
    """One message of them all. receiver: whose envelope it goes in; "" for none."""
    message = join(kind, documents)
    if signer is not None:
        message = signer.sign(message)
    if not receiver:
        return message
    return wrap(
        message,
        sender=EXPORT_RECEIVER if MESSAGES[kind].trade == "export" else IMPORT_RECEIVER,
        receivers=[receiver],
        message_type=f"CEB{kind}Message",
        copmsg_id=name,
    )
