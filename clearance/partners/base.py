from typing import Protocol


class Partner(Protocol):
    """A firm that sends a document of its own about our order, when asked (R-DOC-1)."""

    def ask(self, request: bytes) -> dict:
        """Asks with the JSON kept on the message and returns the firm's answer.

        Idempotent by the request's business key. Raises SendingFault."""
