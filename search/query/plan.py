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
    """One word or phrase of the query; its best alternative counts.

    size: Chinese characters, or Latin letters / 2.
    """

    text: str
    size: float
    any_of: tuple[Alternative, ...]
    kind: Literal["zh", "latin", "size", "code", "synonym"] = "zh"


@dataclass(frozen=True)
class QueryPlan:
    """All concepts must match; none at all means browsing."""

    text: str = ""
    concepts: tuple[Concept, ...] = ()
    like: Mapping[str, tuple[str, ...]] | None = None  # field → tokens: goods that resemble

    def only(self, concepts) -> "QueryPlan":
        return QueryPlan(self.text, tuple(concepts))
