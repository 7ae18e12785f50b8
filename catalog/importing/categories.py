"""Categories of imported goods, found by any word for them or made."""

import re
from pathlib import Path

from catalog.importing.names import fold, free_slug, slug_for
from catalog.models import Category
from ceb.data_files import read_rows

IMPORTED = ("imported", "其他进口商品", "Other imported goods")
# what merchants and shops call our categories, by slug
WORDS = Path(__file__).with_name("category_words.csv")


class CategoryIndex:
    """Categories by every word for them; unknown ones are made under "other imported goods"."""

    def __init__(self):
        self._by_word: dict[str, Category] = {}
        by_slug = {category.slug: category for category in Category.objects.order_by("path")}
        for category in by_slug.values():
            for word in (category.slug, category.name_zh, category.name_en):
                self._by_word.setdefault(fold(word), category)
        for row in read_rows(WORDS, ("slug", "words")):
            if row["slug"] in by_slug:
                for word in row["words"].split():
                    self._by_word.setdefault(fold(word), by_slug[row["slug"]])
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
