"""What the index is to know of one product, booth, page …, before any analysis."""

from dataclasses import dataclass
from datetime import datetime

from .schema import BOTH, GOODS


@dataclass(frozen=True)
class Names:
    """The names of a brand, category, country … in two languages."""

    key: str
    zh: str = ""
    en: str = ""
    aliases: tuple[str, ...] = ()
    pinyin: str = ""  # syllables separated by blanks, where the dictionary reads it wrongly

    @property
    def all(self) -> tuple[str, ...]:
        return tuple(name for name in (self.zh, self.en, *self.aliases) if name)


@dataclass(frozen=True)
class DocumentSource:
    """The fields of one document before analysis.

    tab: where the site-wide search shows it, its kind if empty; language: of its page, or BOTH.
    Of goods: price in fen with tax, categories from root to leaf. Of other kinds: `brand` names the
    owner and `categories` what it belongs to, both without a key, so that no facet counts them.
    """

    pk: int
    name_zh: str = ""
    name_en: str = ""
    description: tuple[str, ...] = ()
    specs: tuple[str, ...] = ()
    skus: tuple[str, ...] = ()
    gtins: tuple[str, ...] = ()
    hs_codes: tuple[str, ...] = ()
    brand: Names = Names("")
    categories: tuple[Names, ...] = ()
    origin: Names = Names("")
    modes: tuple[str, ...] = ()
    centers: tuple[str, ...] = ()
    price: int | None = None
    has_picture: bool = True
    in_stock: bool = False
    sales: int = 0
    published: datetime | None = None
    kind: str = GOODS
    tab: str = ""
    language: str = BOTH
    exhibitor: str = ""

    @property
    def is_bare(self) -> bool:
        """A good that can't be bought or can't be seen: it never stands before one that can."""
        return self.kind == GOODS and (self.price is None or not self.has_picture)
