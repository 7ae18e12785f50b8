"""Stop words of shopping, and words too weak to carry a partial match."""

from pathlib import Path


def _words(file: str) -> frozenset[str]:
    return frozenset(Path(__file__).with_name(file).read_text("utf-8").split())


STOP_WORDS = _words("stop_words.txt")
# To be segmented whole: `钱` is a stop word in `多少钱` and half a word in `钱夹`.
STOP_PHRASES = tuple(word for word in sorted(STOP_WORDS) if len(word) > 2 and not word.isascii())
# For whom, or how it is packed: a partial match must not rest on these alone.
WEAK_WORDS = _words("weak_words.txt")
