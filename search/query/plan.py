"""A query as engines carry it out: concepts, each with the fields and tokens that may match it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Alternative:
    """All tokens must stand in the field."""

    field: str
    tokens: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Concept:
    """One thing asked for; the best alternative counts.

    size: zh characters, or latin letters / 2.
    """

    text: str
    size: float
    any_of: tuple[Alternative, ...]
    kind: Literal["zh", "latin", "size", "code", "synonym"] = "zh"


@dataclass(frozen=True)
class Plan:
    """All concepts must match; none at all means browsing."""

    text: str = ""
    concepts: tuple[Concept, ...] = ()
    like: Mapping[str, tuple[str, ...]] | None = None  # field → tokens: goods that resemble

    def only(self, concepts) -> "Plan":
        return Plan(self.text, tuple(concepts))
