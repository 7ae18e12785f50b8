"""From text to tokens, each with its offsets in the normalized text.

The same steps serve index and query, so that spellings match each other: full width, traditional
characters, accents, units.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from .normalization import fold, fold_with_origin
from .sizes import MAY_HOLD_SIZES, SIZE, size_token

__all__ = ["Analyzer", "Piece", "Segmenter", "fold", "fold_with_origin", "pieces", "stem"]

Kind = Literal["size", "zh", "latin", "other"]

# -- pieces ----------------------------------------------------------------------------------

ZH = r"㐀-䶿一-鿿〇\U00020000-\U0003134f"
RUN = re.compile(rf"(?P<zh>[{ZH}]+)|(?P<latin>[a-z0-9]+)|(?P<other>[^\W_a-z0-9{ZH}]+)")
LATIN_OR_DIGITS = re.compile(r"[a-z]+|[0-9]+")


class Piece(NamedTuple):
    kind: Kind
    text: str  # of a size: its one token
    start: int  # offset in the normalized text
    end: int


def pieces(folded: str) -> Iterator[Piece]:
    if not MAY_HOLD_SIZES.search(folded):  # most texts: saves the long regular expression
        yield from _runs(folded, 0, len(folded))
        return
    position = 0
    for match in SIZE.finditer(folded):
        yield from _runs(folded, position, match.start())
        yield Piece("size", size_token(match), *match.span())
        position = match.end()
    yield from _runs(folded, position, len(folded))


def _runs(folded: str, start: int, end: int) -> Iterator[Piece]:
    for match in RUN.finditer(folded, start, end):
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        yield Piece(kind, match.group(), *match.span())


def stem(word: str) -> str:
    """Plural to singular, lightly: it has only to treat index and query alike."""
    if len(word) > 4 and word.endswith(("ies", "ie")):
        return word.removesuffix("s")[:-2] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui0123456789":
        return word[:-1]
    return word


def parts(word: str) -> list[str]:
    """`ipad10` → `ipad`, `10`; nothing for a word that is all letters or all digits."""
    runs = LATIN_OR_DIGITS.findall(word)
    return [stem(part) for part in runs] if len(runs) > 1 else []


def joins(latin: Piece, digits: Piece, folded: str) -> bool:
    """`iPad 10` and `SPF-30` are found as `ipad10` and `spf30` too."""
    between = folded[latin.end : digits.start]
    both_latin = latin.kind == digits.kind == "latin"
    return both_latin and latin.text.isalpha() and digits.text.isdigit() and between in (" ", "-")


def bigrams(word: str) -> list[str]:
    return [word[i : i + 2] for i in range(len(word) - 1)] or [word]


# -- segmentation ----------------------------------------------------------------------------


BRAND_FREQUENCY = 1_000_000  # above any dictionary word, so that the whole brand always wins


class Segmenter:
    """Chinese words by dictionary, with words of our own (brands) added.

    Without guessing (HMM): what the dictionary lacks comes out as single characters, which the
    query joins again; a guess would cut new brands at another place in each sentence.
    """

    def __init__(self, extra: Iterable[str] = ()):
        import rjieba  # 34 MB, so only in processes that really segment

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
        """All dictionary words in the run, short ones within long ones too, with their offsets."""
        return self._jieba.tokenize(run, "search", False)

    def seams(self, word: str) -> list[int]:
        """Where a dictionary word of four characters or more is made of shorter ones."""
        if len(word) < 4:
            return []
        inner_spans = {(a, b) for text, a, b in self.spans(word) if 1 < b - a < len(word)}
        for cut in range(2, len(word) - 1):
            if (0, cut) in inner_spans and (cut, len(word)) in inner_spans:
                return [cut]
        return []


# field, text, start and end in the normalized text
Token = tuple[Literal["word", "gram"], str, int, int]


@dataclass
class Analyzer:
    """Tokens of a text, for the index and for highlighting.

    readings: words that the dictionary reads wrongly → their syllables.
    """

    segmenter: Segmenter
    readings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def tokens(
        self, folded: str, grams: bool = True, known_pieces: Iterable[Piece] | None = None
    ) -> Iterator[Token]:
        """Plain tuples: a rebuild makes millions of them. known_pieces: the text's, at hand."""
        before: Piece | None = None
        for piece in pieces(folded) if known_pieces is None else known_pieces:
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
        for match in LATIN_OR_DIGITS.finditer(word):
            if match.group() != word:
                yield "word", stem(match.group()), start + match.start(), start + match.end()
        if before is not None and joins(before, piece, folded):
            yield "word", before.text + word, before.start, end

    def _words(self, piece: Piece) -> Iterator[Token]:
        kind, run, start, stop = piece
        if kind == "other":
            yield "word", run, start, stop
            return
        row, end = 0, 0  # of single characters: the query joins them too, as in `蔓 越 莓`
        for word, a, b in self.segmenter.spans(run):
            yield "word", word, start + a, start + b
            if b - a == 1 and a == end:
                end = b
                continue
            if end - row > 1:
                yield "word", run[row:end], start + row, start + end
            row, end = (a, b) if b - a == 1 else (b, b)
        if end - row > 1:
            yield "word", run[row:end], start + row, start + end

    def _grams(self, piece: Piece) -> Iterator[Token]:
        run, start = piece.text, piece.start
        for i, character in enumerate(run, start):
            yield "gram", character, i, i + 1
        for i in range(len(run) - 1):
            yield "gram", run[i : i + 2], start + i, start + i + 2
