"""Names of generations: when built, and for which shape of document."""

import re
from datetime import UTC, datetime

from search.documents.schema import schema_digest


def new_name(prefix: str = "goods") -> str:
    return f"{prefix}-{schema_digest()}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"


def built_at(generation: str) -> datetime | None:
    stamp = generation.rpartition("-")[2]
    if not stamp.isdigit():
        return None
    return datetime.strptime(stamp, "%Y%m%d%H%M%S%f").replace(tzinfo=UTC)


def is_due(generation: str | None) -> bool:
    """True when the generation is missing or was built for another shape of document."""
    return generation is None or schema_digest() not in generation.split("-")


def is_name(name: str, prefix: str = "goods") -> bool:
    """Whether it is one of this very prefix: `expo` must not touch those of `expo-test`."""
    rest = name.removeprefix(f"{prefix}-")
    return rest != name and re.fullmatch(r"[0-9a-f]{8}-\d{20}", rest) is not None
