from typing import Protocol


class Partner(Protocol):
    """A firm that sends documents of its own about our orders, when asked (R-DOC-1)."""

    def ask(self, kind: str, request: bytes) -> dict:
        """Asks for a document of `kind` with the JSON kept on the message; the firm's answer.

        Idempotent by the request's business key. Raises SendingFault."""
