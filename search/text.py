"""From written text to tokens, with the place of each token in the text as it was written.

The same steps serve the index and the query, so what was written one way is found when typed
another: full width, traditional characters, accents, units.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

Kind = Literal["size", "zh", "latin", "other"]


# -- folding ---------------------------------------------------------------------------------

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
    if character in DROPPED:
        return ""
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


# -- sizes -----------------------------------------------------------------------------------

PIECE = "片"
UNITS: dict[str, tuple[str, float]] = {
    "kg": ("g", 1000), "公斤": ("g", 1000), "千克": ("g", 1000), "斤": ("g", 500),
    "g": ("g", 1), "克": ("g", 1), "mg": ("mg", 1), "毫克": ("mg", 1),
    "ug": ("ug", 1), "μg": ("ug", 1), "mcg": ("ug", 1), "微克": ("ug", 1),
    "l": ("ml", 1000), "升": ("ml", 1000), "ml": ("ml", 1), "毫升": ("ml", 1),
    "oz": ("oz", 1), "盎司": ("oz", 1),
    "m": ("cm", 100), "米": ("cm", 100), "cm": ("cm", 1), "厘米": ("cm", 1), "公分": ("cm", 1),
    "mm": ("mm", 1), "毫米": ("mm", 1), "w": ("w", 1), "瓦": ("w", 1),
    **dict.fromkeys(
        ["片装", "片", "枚装", "枚", "粒装", "粒", "颗装", "颗", "pcs", "pieces", "tablets",
         "tablet", "capsules", "capsule", "caps", "softgels", "tabs", "count"], (PIECE, 1)),
}  # fmt: skip
NUMERALS = dict(zip("一二三四五六", "123456", strict=True))
_WEAR = r"[2-6]?x{1,4}[sl]|nb|s|m|l"

SIZE = re.compile(
    r"(?<![0-9.])(?:"
    r"(?<![a-z])(?:stage|step)[ ]?(?P<stage>[1-6])(?![0-9a-z])"
    r"|(?<![一二三四五六七八九十第每])(?P<duan>[1-6一二三四五六])[ ]?段(?!落)"
    r"|(?<![a-z])(?:size|eu|尺码)[ ]?(?P<size>[0-9]{2}(?:\.5)?|" + _WEAR + r")(?![0-9a-z])"
    r"|(?<![a-z])(?P<ma>[0-9]{2}(?:\.5)?(?=[ ]?码)|(?:" + _WEAR + r")(?=[ ]?[码号]))"
    r"[ ]?[码号]"
    r"|(?<![a-wyz])(?P<number>[0-9]{1,7}(?:\.[0-9]{1,3})?)[ ]?(?P<unit>"
    + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
    + r")(?![a-z])(?:(?<=[a-z])(?![0-9])|(?<![a-z])))"
)


def _size_token(match: re.Match[str]) -> str:
    if match["unit"]:
        unit, factor = UNITS[match["unit"]]
        return f"{float(match['number']) * factor:.3f}".rstrip("0").rstrip(".") + unit
    if stage := match["stage"] or match["duan"]:
        return NUMERALS.get(stage, stage) + "段"
    return "码" + (match["size"] or match["ma"])


# -- pieces ----------------------------------------------------------------------------------

ZH = r"㐀-䶿一-鿿〇\U00020000-\U0003134f"
RUN = re.compile(rf"(?P<zh>[{ZH}]+)|(?P<latin>[a-z0-9]+)|(?P<other>[^\W_a-z0-9{ZH}]+)")
LETTERS_AND_DIGITS = re.compile(r"[a-z]+|[0-9]+")


class Piece(NamedTuple):
    kind: Kind
    text: str  # of a size: its one token
    start: int  # in the folded text
    end: int


MAY_HOLD_SIZES = re.compile(r"[0-9段码号]|size")


def pieces(folded: str) -> Iterator[Piece]:
    if not MAY_HOLD_SIZES.search(folded):  # most texts: spares the long expression
        yield from _runs(folded, 0, len(folded))
        return
    position = 0
    for match in SIZE.finditer(folded):
        yield from _runs(folded, position, match.start())
        yield Piece("size", _size_token(match), *match.span())
        position = match.end()
    yield from _runs(folded, position, len(folded))


def _runs(folded: str, start: int, end: int) -> Iterator[Piece]:
    for match in RUN.finditer(folded, start, end):
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        yield Piece(kind, match.group(), *match.span())


def stem(word: str) -> str:
    """Plural to singular, lightly: it has only to treat index and query alike."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui0123456789":
        return word[:-1]
    return word


def parts(word: str) -> list[str]:
    """`ipad10` → `ipad`, `10`; nothing for a word that is all letters or all digits."""
    found = LETTERS_AND_DIGITS.findall(word)
    return [stem(part) for part in found] if len(found) > 1 else []


def joins(letters: Piece, digits: Piece, folded: str) -> bool:
    """`iPad 10` and `SPF-30` are found as `ipad10` and `spf30` too."""
    between = folded[letters.end : digits.start]
    both_latin = letters.kind == digits.kind == "latin"
    return both_latin and letters.text.isalpha() and digits.text.isdigit() and between in (" ", "-")


def bigrams(word: str) -> list[str]:
    return [word[i : i + 2] for i in range(len(word) - 1)] or [word]


# -- words -----------------------------------------------------------------------------------


BRAND_FREQUENCY = 1_000_000  # above any dictionary word, so that the whole brand always wins


class Segmenter:
    """Chinese words by dictionary, with words of our own (brands) added.

    Without guessing (HMM): what the dictionary lacks comes out as single characters, which the
    query joins again; a guess would cut new brands at another place in each sentence.
    """

    def __init__(self, extra: Iterable[str] = ()):
        import rjieba  # 34 MB, so only where words are really cut

        self._jieba = rjieba.Jieba()
        self._added: set[str] = set()
        self.add(extra)

    def add(self, words: Iterable[str]) -> None:
        for word in words:
            if len(word) > 1 and word not in self._added:
                self._added.add(word)
                self._jieba.add_word(word, BRAND_FREQUENCY, "nz")

    def cut(self, run: str) -> list[str]:
        return self._jieba.cut(run, False)

    def spans(self, run: str) -> list[tuple[str, int, int]]:
        """All dictionary words in the run, short ones within long ones too, with their places."""
        return self._jieba.tokenize(run, "search", False)


Token = tuple[Literal["word", "gram"], str, int, int]  # field, text, start and end when folded


@dataclass
class Analyser:
    """Tokens of a text for the index, and for the marks in a shown title."""

    segmenter: Segmenter

    def tokens(
        self, folded: str, grams: bool = True, found: Iterable[Piece] | None = None
    ) -> Iterator[Token]:
        """Plain tuples: a rebuild makes millions of them. found: the text's pieces, if at hand."""
        before: Piece | None = None
        for piece in pieces(folded) if found is None else found:
            if piece.kind == "latin":
                yield from self._latin(piece, before, folded)
            elif piece.kind == "size":
                yield from self._size(piece, folded)
            else:
                yield from self._words(piece)
                if grams:
                    yield from self._grams(piece)
            before = piece

    def _size(self, piece: Piece, folded: str) -> Iterator[Token]:
        yield "word", piece.text, piece.start, piece.end
        for match in re.finditer(r"[0-9]+", folded[piece.start : piece.end]):
            yield "word", match.group(), piece.start, piece.end

    def _latin(self, piece: Piece, before: Piece | None, folded: str) -> Iterator[Token]:
        _, word, start, end = piece
        yield "word", stem(word), start, end
        if word.isalpha():
            return
        for match in LETTERS_AND_DIGITS.finditer(word):
            if match.group() != word:
                yield "word", stem(match.group()), start + match.start(), start + match.end()
        if before is not None and joins(before, piece, folded):
            yield "word", before.text + word, before.start, end

    def _words(self, piece: Piece) -> Iterator[Token]:
        kind, run, start, end = piece
        if kind == "other":
            yield "word", run, start, end
            return
        for word, a, b in self.segmenter.spans(run):
            yield "word", word, start + a, start + b

    def _grams(self, piece: Piece) -> Iterator[Token]:
        run, start = piece.text, piece.start
        for i, character in enumerate(run, start):
            yield "gram", character, i, i + 1
        for i in range(len(run) - 1):
            yield "gram", run[i : i + 2], start + i, start + i + 2
