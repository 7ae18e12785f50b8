"""Categories of imported goods, found by any word for them or made."""

import re

from catalog.importing.names import fold, free_slug, slug_for
from catalog.models import Category

IMPORTED = ("imported", "其他进口商品", "Other imported goods")
# what merchants and shops call our categories, by slug
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


class CategoryIndex:
    """Categories by every word for them; unknown ones are made under "other imported goods"."""

    def __init__(self):
        self._by_word: dict[str, Category] = {}
        by_slug = {category.slug: category for category in Category.objects.order_by("path")}
        for category in by_slug.values():
            for word in (category.slug, category.name_zh, category.name_en):
                self._by_word.setdefault(fold(word), category)
        for slug, names in SYNONYMS.items():
            if slug in by_slug:
                for word in names.split():
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
        category = self.find(text)
        if category is None:
            category = self._root() if not text else self._make(text)
        return category

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
            slug=free_slug(slug_for(name, "category"), self._slugs),
            name_zh=name,
            name_en=name if latin else "",
        )
        self._slugs.add(made.slug)
        self._by_word[fold(name)] = self._by_word[fold(text)] = made
        return made
