"""Customs' own documents as they leave: joined, signed, in the exchange platform's envelope."""

from collections.abc import Callable

from ceb import MESSAGES, Signer
from ceb.bundle import join
from ceb.envelope import EXPORT_RECEIVER, IMPORT_RECEIVER, wrap

Packaging = Callable[[str, list[bytes], str], bytes]


def packaging(*, signer: Signer | None, envelope: str, receiver: str) -> Packaging:
    """seal(kind, documents, name): one message of them all."""

    def package(kind: str, documents: list[bytes], name: str) -> bytes:
        message = join(kind, documents)
        if signer is not None:
            message = signer.sign(message)
        if envelope != "dxp":
            return message
        sender = EXPORT_RECEIVER if MESSAGES[kind].trade == "export" else IMPORT_RECEIVER
        return wrap(
            message,
            sender=sender,
            receivers=[receiver],
            message_type=f"CEB{kind}Message",
            copmsg_id=name,
        )

    return package
