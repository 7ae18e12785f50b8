"""What an answer about a document means: numbers mean other things on export than on import."""

from .codes import ReceiptStatus, receipt_status
from .tables import MESSAGES


def describe_status(kind: str, status: str) -> ReceiptStatus:
    """kind: of the document or of its receipt; an unknown one is taken for an import's."""
    message = MESSAGES.get(kind)
    return receipt_status(status, message.trade if message else "import")
