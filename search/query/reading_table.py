"""`readings.yaml`: the words by which a query states a price or excludes something."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

TABLE = Path(__file__).with_name("readings.yaml")


@cache
def table(section: str) -> dict[str, Any]:
    return yaml.safe_load(TABLE.read_text("utf-8"))[section]


@cache
def alternatives(section: str, name: str) -> str:
    """The words of a row as a part of a regular expression, the longest first."""
    words = sorted(map(str, table(section)[name]), key=len, reverse=True)
    return "|".join(_whole(word) for word in words)


def _whole(word: str) -> str:
    """A Latin word is no part of a longer one: `under` of `underwear`."""
    escaped = re.escape(word)
    return rf"(?<![a-z]){escaped}(?![a-z])" if word.isascii() and word[0].isalpha() else escaped
