"""Words with the same meaning that no document contains; for queries only."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ceb.data_files import read_rows
from search.analysis.tokenization import fold, pieces, stem

# What shoppers call a category whose name says it otherwise, by slug.
CATEGORY_WORDS = Path(__file__).with_name("category_words.csv")


@dataclass
class Synonyms:
    """table: normalized word or phrase → the words meant by it (`throw` → `毯子`).
    categories: the same → the name of the category whose goods are meant (`鞋子` → `鞋靴`).
    category_names: names of categories and words for them, also for those that aren't there."""

    table: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    category_names: frozenset[str] = frozenset()

    @classmethod
    def from_rows(
        cls, rows: Iterable[tuple[str, str]], categories: Iterable[tuple[str, ...]] = ()
    ) -> "Synonyms":
        """rows: ("毛毯, throw", "毯子"); several words on either side are separated by commas.
        categories: slug and names."""
        table: dict[str, tuple[str, ...]] = {}
        for typed, meant in rows:
            targets = tuple(filter(None, (fold(word).strip() for word in re.split("[,，]", meant))))
            for word in re.split("[,，]", typed):
                if key := phrase(fold(word)):
                    table[key] = table.get(key, ()) + targets
        category_names = {slug: list(filter(None, names)) for slug, *names in categories}
        words = {
            phrase(fold(word)): row["slug"]
            for row in read_rows(CATEGORY_WORDS, ("slug", "words"))
            for word in row["words"].split(";")
        }
        names = {w: fold(category_names[s][0]) for w, s in words.items() if category_names.get(s)}
        every = {phrase(fold(one)) for each in category_names.values() for one in each}
        return cls(table, names, frozenset(every | words.keys()))

    def is_category(self, text: str) -> bool:
        """Whether it is a category's name or what shoppers call one: such a word is no slip."""
        return phrase(text) in self.category_names


def phrase(folded: str) -> str:
    """The form in which phrases are compared: stemmed words separated by one blank."""
    return " ".join(stem(p.text) if p.kind == "latin" else p.text for p in pieces(folded))
