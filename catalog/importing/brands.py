"""Where an imported good belongs: its category and its brand, found by any of their names or
made."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from django.utils.text import slugify

from catalog.models import Brand, Category

IMPORTED = ("imported", "其他进口商品", "Other imported goods")
# what merchants' forms and shops call the shelves of this house: slug: words
SYNONYMS = {
    "food": "食物及饮料 食物与饮料 食品 食品饮料 饮料 groceries beverages food&drinks",
    "health": "保健护理用品 保健品 营养保健 保健食品 supplements dietarysupplements",
    "infant-formula": "婴幼儿配方奶粉 婴幼儿奶粉 婴儿奶粉 奶粉 infantmilks infantformula",
    "toys": "玩具,文体用品 玩具文体用品 玩具",
    "beauty": "家妆用品 化妆品 美妆 个护 美妆个护 cosmetics",
    "life": "衣服,鞋子和珠宝 家具家电 箱包 服饰 家居",
    "baby": "母婴 母婴用品 babycare",
    "skin-care": "护肤品 护肤 面部护理 skincare",
    "chocolate": "chocolatecandies milkchocolates darkchocolates chocolates bonbons 巧克力糖",
    "biscuits": "cookies shortbread chocolatebiscuits oatmealbiscuits 饼干 糕点",
    "sweets": "candies lollipops saltedsnacks snacks 零食 糖果",
    "honey": "honeys 蜂蜜",
    "coffee": "coffees 咖啡豆",
    "pantry": "extravirginoliveoils pastas dips jams blackcurrantjams maplesyrups 调味品",
    "nuts": "peanutbutters nuts 坚果",
    "dairy": "dairies cheeses milkpowder 乳制品",
    "nappies": "纸尿裤 尿不湿 diapers nappy",
    "wine": "葡萄酒 红酒 白酒 wines spirits",
}


def fold(text: str) -> str:
    """For comparing names: no case, width, blanks, marks or accents."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(char for char in text if char.isalnum())


class CategoryShelf:
    """Categories by every word for them; unknown ones are made under "other imported goods"."""

    def __init__(self):
        self._by_word: dict[str, Category] = {}
        by_slug = {category.slug: category for category in Category.objects.order_by("path")}
        for category in by_slug.values():
            for word in (category.slug, category.name_zh, category.name_en):
                self._by_word.setdefault(fold(word), category)
        for slug, words in SYNONYMS.items():
            if slug in by_slug:
                for word in words.split():
                    self._by_word.setdefault(fold(word), by_slug[slug])
        self._imported = by_slug.get(IMPORTED[0])
        self._slugs = set(by_slug)

    def find(self, text: str) -> Category | None:
        """By the last known part of a path such as "食品饮料 > 蜂蜜"; None if it must be made."""
        if not text:
            return self._imported
        whole = self._by_word.get(fold(text))
        if whole is not None:
            return whole
        parts = [part for part in re.split(r"[>/|＞]", text) if part.strip()]
        return self._by_word.get(fold(parts[-1])) if len(parts) > 1 else None

    def find_or_make(self, text: str) -> Category:
        found = self.find(text)
        if found is None:
            found = self._root() if not text else self._make(text)
        return found

    def _root(self) -> Category:
        if self._imported is None:
            slug, name_zh, name_en = IMPORTED
            self._imported = Category.add_root(slug=slug, name_zh=name_zh, name_en=name_en)
            self._by_word[fold(slug)] = self._imported
        return self._imported

    def _make(self, text: str) -> Category:
        name = [part.strip() for part in re.split(r"[>/|＞]", text) if part.strip()][-1][:200]
        latin = name.isascii()
        root = Category.objects.get(pk=self._root().pk)  # treebeard counts children on the row
        made = root.add_child(
            slug=_free(_slug(name, "category"), self._slugs),
            name_zh=name,
            name_en=name if latin else "",
        )
        self._slugs.add(made.slug)
        self._by_word[fold(name)] = self._by_word[fold(text)] = made
        return made


HAN = re.compile(r"[\u3400-\u9fff]")
KANA = re.compile(r"[\u3040-\u30ff\uff66-\uff9f]")
HANGUL = re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")
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
    if match and _is_eastern(match[1]) != _is_eastern(match[2]):
        return [match[1], match[2]]
    return [text]


class BrandShelf:
    """Brands by every name they are known under."""

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
        found = self.find(text, aliases)
        if found is None:
            found = self._make(names)
        else:
            self._teach(found, names)
        self._know(found)
        return found

    def _make(self, names: list[str]) -> Brand:
        han = next((name for name in names if HAN.search(name) and not KANA.search(name)), "")
        latin = next((name for name in names if not _is_eastern(name)), "")
        first, second = han or latin or names[0], latin
        slug = _free(_slug(latin or first, "brand"), self._slugs)
        others = [name for name in names if name not in (first, second)]
        return Brand.objects.create(
            slug=slug, name_zh=first[:200], name_en=second[:200], aliases=others
        )

    def _teach(self, brand: Brand, names: list[str]) -> None:
        known = {fold(name) for name in (brand.name_zh, brand.name_en, *brand.aliases)}
        new = [name for name in names if fold(name) not in known]
        if new:
            brand.aliases = [*brand.aliases, *new]
            brand.save(update_fields=["aliases"])

    def _know(self, brand: Brand) -> None:
        self._slugs.add(brand.slug)
        for name in (brand.name_zh, brand.name_en, *brand.aliases):
            if name:
                self._by_name.setdefault(fold(name), brand)


def _is_eastern(name: str) -> bool:
    return bool(HAN.search(name) or KANA.search(name) or HANGUL.search(name))


def _slug(name: str, kind: str) -> str:
    """From Latin letters, else from a digest: addresses stay readable in any browser."""
    return slugify(name)[:70] or f"{kind}-{hashlib.sha256(name.encode()).hexdigest()[:10]}"


def _free(slug: str, taken: set[str]) -> str:
    n, free = 2, slug
    while free in taken:
        free, n = f"{slug}-{n}", n + 1
    return free
