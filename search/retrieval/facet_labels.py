"""The labels of facets and their values. Names are cached in the process for a minute."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.codes.countries import countries
from catalog.models import Brand, Category
from centers.models import DisplayCenter
from core.language import in_visitors_language
from core.minute_cache import MinuteCache
from search.documents.schema import BANDS, TOP_BAND
from search.query.goods_query import GoodsQuery
from search.query.results import EngineResult, Facet, FacetValue

FACET_LABELS = {
    "center": _("Where to see it"),
    "stock": pgettext_lazy("facet", "Stock"),
    "mode": _("Customs mode"),
    "category": _("Category"),
    "brand": _("Brand"),
    "origin": _("Origin"),
    "price": _("Price with tax"),
}  # in the order of the page
FIXED = {
    "mode": {
        "1210": pgettext_lazy("trade mode", "Bonded"),
        "1239": pgettext_lazy("trade mode", "Bonded A"),
        "9610": pgettext_lazy("trade mode", "Direct mail"),
    },
    "stock": {"true": _("In stock"), "false": _("Not in stock")},
}
RETRY_AFTER = 2.0  # after so many seconds a name that isn't known is looked for again


@dataclass(frozen=True)
class FacetCategory:
    """A category as the facet shows it: its place in the tree and how deep it stands."""

    path: str
    depth: int
    names: tuple[str, str]

    @property
    def parent(self) -> str:
        return self.path[: -Category.steplen]


@dataclass
class _Names:
    categories: dict[str, FacetCategory]
    brands: dict[str, tuple[str, str]]
    centers: dict[str, tuple[str, str]]

    @cached_property
    def slugs(self) -> dict[str, dict[str, str]]:
        """Facet → name in either language → slug, for a name that only one of them has."""
        shelves = {slug: shelf.names for slug, shelf in self.categories.items()}
        return {"brand": _by_name(self.brands), "category": _by_name(shelves)}


def _by_name(names: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    slugs: dict[str, str] = {}
    ambiguous = set()
    for slug, pair in names.items():
        for name in {name for name in pair if name}:
            ambiguous |= {name} & slugs.keys()
            slugs[name] = slug
    return {name: slug for name, slug in slugs.items() if name not in ambiguous}


def _load() -> _Names:
    columns = ("slug", "name_zh", "name_en")
    categories = Category.objects.values_list("path", "depth", *columns)
    return _Names(
        {slug: FacetCategory(path, depth, (zh, en)) for path, depth, slug, zh, en in categories},
        {slug: (zh, en) for slug, zh, en in Brand.objects.values_list(*columns)},
        {slug: (zh, en) for slug, zh, en in DisplayCenter.objects.values_list(*columns)},
    )


_names = MinuteCache(_load, Brand, Category, DisplayCenter)
names, forget = _names.get, _names.forget


def label(facet: str, value: str) -> str:
    """The value in the page's language; the value itself where it has no name."""
    # a brand made a moment ago must not show its slug for a minute
    name = _label(facet, value, names()) or _label(facet, value, names(RETRY_AFTER))
    return name or value


def slug(facet: str, name: str) -> str:
    """Of a brand or category that is called so, and no other one; else empty."""
    if facet not in ("brand", "category"):
        return ""
    known = names().slugs[facet].get(name) or names(RETRY_AFTER).slugs[facet].get(name)
    return known or ""


def _label(facet: str, value: str, known: _Names) -> str:
    if facet in FIXED:
        return str(FIXED[facet].get(value, value))
    if facet == "price":
        return band_label(value)
    if facet == "origin":
        country = countries().get(value)
        return country.name if country else value
    if facet == "category":
        shelf = known.categories.get(value)
        return in_visitors_language(*shelf.names) if shelf else ""
    pairs = known.brands if facet == "brand" else known.centers
    return in_visitors_language(*pairs.get(value, ("", "")))


@cache
def bands() -> tuple[str, ...]:
    return (*(name for _, name in BANDS), TOP_BAND)


def band_label(value: str) -> str:
    low, _dash, high = value.partition("-")
    if value == TOP_BAND:
        return _("{low} yuan and more").format(low=low)
    if value not in bands():
        return value
    if low == "0":
        return _("under {high} yuan").format(high=high)
    return _("{low} to {high} yuan").format(low=low, high=high)


def facets(result: EngineResult, query: GoodsQuery) -> tuple[Facet, ...]:
    """All facets with their counts; what is chosen stays in the list, at 0 if need be."""
    return tuple(
        Facet(name, str(title), tuple(_values(name, result.facets.get(name, {}), query)))
        for name, title in FACET_LABELS.items()
    )


def _values(name: str, counts, query: GoodsQuery):
    chosen = query.filters.get(name, frozenset())
    values = [*counts, *sorted(chosen - counts.keys())]
    if name == "price":
        values.sort(key=lambda value: bands().index(value) if value in bands() else len(bands()))
    elif name == "category":
        shelves = names().categories
        values.sort(key=lambda value: shelves[value].path if value in shelves else "~")
    for value in values:
        yield FacetValue(value, label(name, value), counts.get(value, 0), value in chosen)


def resolve(facet: str, written: str) -> str:
    """The value meant by a slug, code or name in either language; else what was written."""
    folded = written.strip().casefold()
    known = names()
    pools = {
        "category": {slug: shelf.names for slug, shelf in known.categories.items()},
        "brand": known.brands,
        "center": known.centers,
        "origin": {c.alpha2: (c.zh, c.en, c.alpha3) for c in countries().values()},
        "mode": {"1210": ("bonded", "保税"), "9610": ("direct", "直邮")},
        "stock": {"true": ("yes", "1", "现货"), "false": ("no", "0", "")},
    }
    for value, spellings in pools.get(facet, {}).items():
        if folded in (value.casefold(), *(str(s).casefold() for s in spellings)):
            return value
    return written.strip()
