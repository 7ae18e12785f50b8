"""One reader for each kind of document. A new kind is a file with a Reader, a line here, and its
name in `search.documents.schema.KINDS`."""

from search.documents.schema import KINDS

from .base import ResultCard, SourceReader
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

__all__ = ["READERS", "GoodsReader", "ResultCard", "SourceReader"]
