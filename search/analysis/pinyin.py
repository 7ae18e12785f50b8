"""Pinyin of Chinese words, and Latin text read as pinyin."""

from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

SYLLABLES = frozenset(Path(__file__).with_name("syllables.txt").read_text().split())
MAX_SYLLABLE_LENGTH = 6
MAX_SYLLABLE_SPLITS = 6
MAX_INITIALS = 8


@cache
def _lazy_pinyin():
    from pypinyin import lazy_pinyin  # 60 MB, so only where pinyin is really needed

    return lazy_pinyin


@lru_cache(maxsize=100_000)
def syllables(word: str) -> tuple[str, ...]:
    """One syllable a character (`重庆` → `chong qing`), or the character itself."""
    read = _lazy_pinyin()(word, errors=list)
    return tuple(read) if len(read) == len(word) else tuple(word)


def spell(word: str) -> str:
    return "".join(syllables(word))


def initials(word: str) -> str:
    return "".join(syllable[0] for syllable in syllables(word))


def syllable_bigrams(read: tuple[str, ...] | list[str]) -> list[str]:
    return [a + b for a, b in pairwise(read)]


def initial_tokens(segments: list[str]) -> list[str]:
    """`i:` + initials of each word and of two or three words in a row."""
    word_initials = [initials(word) for word in segments]
    tokens = []
    for start in range(len(word_initials)):
        for end in range(start + 1, min(start + 3, len(word_initials)) + 1):
            token = "".join(word_initials[start:end])
            if 2 <= len(token) <= MAX_INITIALS and token.isascii():
                tokens.append("i:" + token)
    return tokens


@lru_cache(maxsize=10_000)
def syllable_splits(latin: str) -> tuple[tuple[str, ...], ...]:
    """Splits of Latin text into syllables, shortest first, at most six.

    >>> syllable_splits("xian")
    (('xian',), ('xi', 'an'))
    """
    if len(latin) > 48:
        return ()
    splits: list[list[tuple[str, ...]]] = [[()]] + [[] for _ in latin]
    for end in range(1, len(latin) + 1):
        for start in range(max(0, end - MAX_SYLLABLE_LENGTH), end):
            if latin[start:end] in SYLLABLES:
                splits[end] += [(*split, latin[start:end]) for split in splits[start]]
        splits[end].sort(key=len)
        del splits[end][MAX_SYLLABLE_SPLITS:]
    return tuple(splits[-1])


def pinyin_tokens(segments: list[str], override: str = "") -> list[str]:
    """Tokens of the field `py` for one Chinese run, cut into words.

    override: syllables separated by blanks, for brands that the dictionary reads wrongly.
    """
    read = tuple(override.lower().split()) or tuple(s for word in segments for s in syllables(word))
    tokens = syllable_bigrams(read)
    if override:
        tokens.append("i:" + "".join(s[0] for s in read)[:MAX_INITIALS])
    return tokens + initial_tokens(segments)


def other_reading(name: str) -> str:
    """The name with its first ambiguous character in its other reading, separated by blanks:
    `长云` is `zhang yun` and `chang yun`. For names that no dictionary holds; empty without one."""
    from pypinyin import Style, pinyin

    read = list(syllables(name))
    for place, character in enumerate(name):
        readings = pinyin(character, heteronym=True, style=Style.NORMAL)[0]
        if others := [
            reading for reading in readings if reading != read[place] and reading in SYLLABLES
        ]:
            return " ".join([*read[:place], others[0], *read[place + 1 :]])
    return ""
