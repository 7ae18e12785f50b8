"""What the site asks of the outside: chosen by dotted name in settings, one class for each."""

from typing import Any, Protocol


class DocumentTransport(Protocol):
    """A transport of documents to customs' platform (`CLEARANCE_TRANSPORT`)."""

    def send(self, name: str, document: bytes) -> str:
        """Hands the document over and returns the platform's reference, or "".

        name: unique to the document's content, so that handing it over twice is harmless.
        Raises TransportError; after an error the same bytes are sent again."""


class Partner(Protocol):
    """A firm that sends documents of its own about our orders, when asked (R-DOC-1);
    `CLEARANCE_PARTNERS`."""

    def ask(self, kind: str, request: bytes) -> dict[str, Any]:
        """Asks for a document of `kind` with the JSON kept on the message; the firm's answer.

        Idempotent by the request's business key. Raises TransportError."""
