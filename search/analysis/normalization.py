"""Normalization of characters: half width, lower case, simplified, without accents."""

import unicodedata
from functools import cache
from importlib.resources import files

DROPPED = "'’‘ʼ＇`´·・‧•"
LATIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
LATIN["ı"] = "i"  # the Turkish i without a dot


@cache
def _simplified() -> dict[str, str]:
    """Traditional character → simplified: only the table, never the package's code."""
    table = {}
    text = files("opencc").joinpath("dictionary/TSCharacters.txt").read_text("utf-8")
    for line in text.splitlines():
        old, _, new = line.partition("\t")
        new = new.split(" ")[0]
        if len(old) == 1 and len(new) == 1:
            table[old] = new
    return table


def _fold_character(character: str) -> str:
    kind = unicodedata.category(character)
    if character in DROPPED or kind == "Cf":  # zero width, direction: pasted, never meant
        return ""
    if kind == "Cc":
        return " "
    out = []
    for c in unicodedata.normalize("NFKC", character).lower():
        c = LATIN.get(c, c)
        base = unicodedata.normalize("NFD", c)[0]
        if "a" <= base <= "z" and len(c) == 1:
            c = base
        if not ("̀" <= c <= "ͯ" or c in DROPPED):
            out.append(_simplified().get(c, c))
    return "".join(out)


class _FoldTable(dict):
    """Filled as characters are met: a title costs one dict look-up a character."""

    def __missing__(self, character: str) -> str:
        self[character] = folded = _fold_character(character)
        return folded


_FOLD = _FoldTable()


def fold(text: str) -> str:
    """Lower case, half width, simplified, no accents, no apostrophes."""
    return "".join(map(_FOLD.__getitem__, text))


def fold_with_origin(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the index of the character it came from."""
    folded, origin = [], []
    for index, character in enumerate(text):
        piece = _FOLD[character]
        folded.append(piece)
        origin.extend([index] * len(piece))
    return "".join(folded), origin
