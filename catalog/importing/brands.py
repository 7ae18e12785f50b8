"""Brands of imported goods, found by any of their names or made."""

import re

from catalog.importing.names import HAN, KANA, fold, free_slug, is_eastern, slug_for
from catalog.models import Brand

# where the script changes: "贝亲Pigeon" names the brand twice
CHANGE = re.compile(
    r"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])(?=[A-Za-zÀ-ÿ])"
    r"|(?<=[A-Za-zÀ-ÿ0-9.])\s*(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])"
)


def brand_names(text: str, aliases: str = "") -> list[str]:
    """The names in a filed brand: "DHC/蝶翠诗", "蝶翠诗DHC" and "DHC 蝶翠诗" are the same two.

    After a comma stand other brands or the maker's firm, so only the first part counts."""
    text = re.split(r"[,，]", text, maxsplit=1)[0]
    parts = [part for piece in re.split(r"[/／;；|、]", text) for part in _unbracketed(piece)]
    parts = [piece for part in parts for piece in CHANGE.split(part)]
    parts += re.split(r"[;；]", aliases)
    names = [part.strip(" -·") for part in parts if part]
    return list(dict.fromkeys(name for name in names if name and fold(name)))


def _unbracketed(text: str) -> list[str]:
    """ "Weleda(ヴェレダ)" is two names, "Lindt (Schweiz) AG" is one."""
    match = re.match(r"([^()（）]+)[(（]([^()（）]+)[)）]\s*\Z", text.strip())
    if match and is_eastern(match[1]) != is_eastern(match[2]):
        return [match[1], match[2]]
    return [text]


class BrandIndex:
    def __init__(self):
        self._by_name: dict[str, Brand] = {}
        self._slugs = set()
        for brand in Brand.objects.order_by("pk"):
            self._know(brand)

    def find(self, text: str, aliases: str = "") -> Brand | None:
        for name in brand_names(text, aliases):
            if fold(name) in self._by_name:
                return self._by_name[fold(name)]
        return None

    def find_or_make(self, text: str, aliases: str = "") -> Brand | None:
        """None without a name. A known brand learns the names it did not have yet."""
        names = brand_names(text, aliases)
        if not names:
            return None
        brand = self.find(text, aliases)
        if brand is None:
            brand = self._make(names)
        else:
            self._teach(brand, names)
        self._know(brand)
        return brand

    def _make(self, names: list[str]) -> Brand:
        han = next((name for name in names if HAN.search(name) and not KANA.search(name)), "")
        latin = next((name for name in names if not is_eastern(name)), "")
        first, second = han or latin or names[0], latin
        slug = free_slug(slug_for(latin or first, "brand"), self._slugs)
        others = [name for name in names if name not in (first, second)]
        return Brand.objects.create(
            slug=slug, name_zh=first[:200], name_en=second[:200], aliases=others
        )

    def _teach(self, brand: Brand, names: list[str]) -> None:
        known = {fold(name) for name in (brand.name_zh, brand.name_en, *brand.aliases)}
        new = [name for name in names if fold(name) not in known]
        if new:
            # search finds a brand by every spelling that merchants use for it
            brand.aliases = [*brand.aliases, *new]
            brand.save(update_fields=["aliases"])

    def _know(self, brand: Brand) -> None:
        self._slugs.add(brand.slug)
        for name in (brand.name_zh, brand.name_en, *brand.aliases):
            if name:
                self._by_name.setdefault(fold(name), brand)
