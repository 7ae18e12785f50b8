"""Names of generations: when built, and for which shape of document."""

from datetime import UTC, datetime

from search.documents import schema_digest


def new_name(prefix: str = "goods") -> str:
    return f"{prefix}-{schema_digest()}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"


def is_due(generation: str | None) -> bool:
    """True when the generation is missing or was built for another shape of document."""
    return generation is None or schema_digest() not in generation.split("-")
