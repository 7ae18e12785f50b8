"""The list's state is its URL: reading it into a query, and writing the URLs one step away."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from .goods_query import FACETS, MAX_PAGES, SORTS, GoodsQuery
from .planner import MAX_CHARACTERS

MAX_CHOSEN = 20  # values of one facet
MAX_VALUE_LENGTH = 120
MAX_YUAN = 10_000_000
STOCK = frozenset({"true", "false"})


def read_query(params: QueryDict, language: str) -> GoodsQuery:
    """Whatever doesn't make sense in the URL is passed over."""
    filters = {name: read_values(params.getlist(name)) for name in FACETS}
    filters["stock"] &= STOCK
    sort, text = params.get("sort", ""), read_text(params)
    return GoodsQuery(
        text=text,
        filters={name: values for name, values in filters.items() if values},
        price=in_order(fen(params.get("min", "")), fen(params.get("max", ""))),
        sort=sort if sort in SORTS else "relevance",
        page=max(1, min(whole(params.get("page", "")) or 1, MAX_PAGES)),
        language=language,
        exact=params.get("exact") == "1",
        literal=read_values(params.getlist("literal")) if text else frozenset(),
    )


def read_text(params: QueryDict) -> str:
    text = params.get("q", "").replace("\x00", "")  # PostgreSQL accepts none
    return " ".join(text[: MAX_CHARACTERS * 2].split())[:MAX_CHARACTERS]


def read_values(written: list[str]) -> frozenset[str]:
    kept = (value for value in written if value and "\x00" not in value)
    return frozenset(value[:MAX_VALUE_LENGTH] for value in list(kept)[:MAX_CHOSEN])


def whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def fen(yuan: str) -> int | None:
    amount = whole(yuan)
    return None if amount is None else min(amount, MAX_YUAN) * 100


def in_order(low: int | None, high: int | None) -> tuple[int | None, int | None]:
    """Who writes 200 to 100 means 100 to 200."""
    if low is not None and high is not None and low > high:
        return high, low
    return low, high


@dataclass(frozen=True)
class Links:
    """URLs of the list with one parameter changed. Anything but a page number leads to page 1."""

    path: str
    query: GoodsQuery

    def url(self, **changes) -> str:
        query_string = self.query_string(**changes)
        return f"{self.path}?{query_string}" if query_string else self.path

    def query_string(self, **changes) -> str:
        return urlencode(self.pairs(**changes))

    def pairs(
        self, *, filters: Mapping[str, frozenset[str]] | None = None, page: int = 1, **changes
    ) -> list[tuple[str, str]]:
        state = {name: getattr(self.query, name) for name in ("sort", "exact", "literal")}
        state |= {"q": self.query.text}
        state |= dict(zip(("min", "max"), self.query.price, strict=True)) | changes
        pairs = [("q", state["q"])] if state["q"] else []
        chosen = self.query.filters if filters is None else filters
        pairs += [(name, v) for name in FACETS for v in sorted(chosen.get(name, ()))]
        pairs += [(n, str(state[n] // 100)) for n in ("min", "max") if state[n] is not None]
        if state["sort"] != "relevance":
            pairs.append(("sort", state["sort"]))
        if state["exact"]:
            pairs.append(("exact", "1"))
        pairs += [("literal", typed) for typed in sorted(state["literal"])]
        return pairs + ([("page", str(page))] if page > 1 else [])

    def without(self, facet: str, value: str) -> str:
        rest = self.query.filters[facet] - {value}
        return self.url(filters={**self.query.filters, facet: rest})

    def with_value(self, facet: str, value: str) -> str:
        more = self.query.filters.get(facet, frozenset()) | {value}
        return self.url(filters={**self.query.filters, facet: more})

    def without_reading(self, *typed: str) -> str:
        return self.url(literal=self.query.literal | set(typed))

    def with_reading(self, typed: str) -> str:
        return self.url(literal=self.query.literal - {typed})

    def without_price(self) -> str:
        return self.url(min=None, max=None)

    def without_filters(self) -> str:
        return self.url(filters={}, min=None, max=None)
