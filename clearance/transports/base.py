from typing import Protocol


class Transport(Protocol):
    """One way for a document to reach customs' platform."""

    def send(self, name: str, document: bytes) -> str:
        """Hands the document over and returns the platform's reference, or "".

        name: unique to the document's content, so that handing it over twice is harmless.
        Raises SendingFault; after a fault the same bytes are sent again."""
