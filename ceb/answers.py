"""The words for an answer about a document: numbers mean other things on export than on import."""

from .codes import StatusWord, status_word
from .tables import MESSAGES


def answer_word(kind: str, status: str) -> StatusWord:
    """kind: of the document or of its receipt; an unknown one is taken for an import's."""
    message = MESSAGES.get(kind)
    return status_word(status, message.trade if message else "import")
