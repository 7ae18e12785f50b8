"""One reader for each kind of document. A new kind is a file with a Reader, a line here, and its
name in `search.documents.schema.KINDS`."""

from expo.pages.home import current_edition
from search.documents.schema import KINDS

from .base import EditionReader, ResultCard, SourceReader
from .booth import BoothReader
from .center import CenterReader
from .exhibitor import ExhibitorReader
from .goods import GoodsReader
from .hall import HallReader
from .pages import NewsReader, PageReader
from .session import SessionReader

_ALL = (
    GoodsReader,
    BoothReader,
    ExhibitorReader,
    SessionReader,
    NewsReader,
    PageReader,
    CenterReader,
    HallReader,
)
READERS: dict[str, type[SourceReader]] = {reader.kind: reader for reader in _ALL}
assert tuple(READERS) == KINDS, "every kind has a reader, in the order of its numbers"


def count_shown() -> int:
    """How many documents of all kinds there should be; asks for the edition on display once."""
    edition, total = current_edition(), 0
    for reader in (kind() for kind in _ALL):
        if isinstance(reader, EditionReader):
            reader.edition = edition
        total += reader.shown().count()
    return total


__all__ = ["READERS", "GoodsReader", "ResultCard", "SourceReader", "count_shown"]
