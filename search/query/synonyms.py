"""Words with the same meaning that no document contains; for queries only."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from search.analysis.tokenization import fold, pieces, stem


@dataclass
class Synonyms:
    """Normalized word or phrase → the words meant by it (`throw` → `毯子`)."""

    table: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str]]) -> "Synonyms":
        """rows: ("毛毯, throw", "毯子"); several words on either side are separated by commas."""
        table: dict[str, tuple[str, ...]] = {}
        for typed, meant in rows:
            targets = tuple(filter(None, (fold(word).strip() for word in re.split("[,，]", meant))))
            for word in re.split("[,，]", typed):
                if key := phrase(fold(word)):
                    table[key] = table.get(key, ()) + targets
        return cls(table)


def phrase(folded: str) -> str:
    """The form in which phrases are compared: stemmed words separated by one blank."""
    return " ".join(stem(p.text) if p.kind == "latin" else p.text for p in pieces(folded))
