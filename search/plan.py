"""Query text → plan: what must match, in which fields, with which weight.

Weights were measured to hardly matter: that every concept must match does the work. They are
kept readable rather than tuned.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from .pinyin import MOST_INITIALS, splittings, syllable_bigrams
from .query import Alternative, Concept, Plan
from .text import Piece, Segmenter, bigrams, fold, parts, pieces, stem

MOST_CHARACTERS = 64
MOST_CONCEPTS = 12

_STOP_WORDS = """
的 了 吗 呢 吧 啊 呀 么 和 与 及 或 给 用 我 我想 我要 想 要 想要 买 想买 购买 求 求购 找 请问
有 有没有 没有 哪 哪里 哪里买 哪有 哪款 哪个 哪种 什么 怎么 怎么样 如何 好不好 好用
多少 多少钱 钱 价格 价钱 便宜 包邮 正品 正版 官方 官网 旗舰 旗舰店 官方旗舰店 专卖店 专柜
推荐 牌子 品牌 款 新款 进口 原装 海淘 代购 保税 直邮 是 在 卖 一个 一款 那种 这种
the a an of for with and or in to buy price cheap best
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

SKU = re.compile(r"(?=(?:[^0-9]*[0-9]){3})(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)+")
DIGITS_WITH_DOTS = re.compile(r"[0-9]{4}(?:\.?[0-9]{2}){0,3}")
GTIN_LENGTHS = (8, 12, 13, 14)
HS_LENGTHS = (4, 6, 8, 10)

ZH_WEIGHTS = {"brand": 4.0, "name": 3.0, "bgram": 2.0, "gram": 1.2, "cat": 1.0, "body": 0.25}
LATIN_WEIGHTS = {"brand": 4.0, "name": 3.0, "cat": 1.0, "body": 0.25}
PART_WEIGHTS = {"brand": 2.4, "name": 1.8}
PINYIN_WEIGHT, INITIALS_WEIGHT, CODE_WEIGHT = 1.0, 0.8, 10.0


@dataclass
class Synonyms:
    """Folded word or phrase → the words meant by it (`throw` → `毯子`). For queries only."""

    table: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str]]) -> "Synonyms":
        """rows: ("毛毯, throw", "毯子"); several words on either side are parted by commas."""
        table: dict[str, tuple[str, ...]] = {}
        for typed, meant in rows:
            targets = tuple(filter(None, (fold(word).strip() for word in re.split("[,，]", meant))))
            for word in re.split("[,，]", typed):
                if key := phrase(fold(word)):
                    table[key] = table.get(key, ()) + targets
        return cls(table)


def phrase(folded: str) -> str:
    """The form in which phrases are compared: stemmed words parted by one blank."""
    return " ".join(stem(p.text) if p.kind == "latin" else p.text for p in pieces(folded))


@dataclass
class Planner:
    segmenter: Segmenter
    synonyms: Synonyms = field(default_factory=Synonyms)

    def plan(self, text: str) -> Plan:
        folded = " ".join(fold(text[:MOST_CHARACTERS]).split())[:MOST_CHARACTERS]
        if code := code_concept(folded):
            return Plan(folded, (code,))
        found = self._words(folded)
        concepts = self._with_synonyms(found, joined_latin(found))
        return Plan(folded, tuple(concepts[:MOST_CONCEPTS]))

    def _words(self, folded: str) -> list[Piece]:
        """The words of the query, without shopping talk unless there is nothing else."""
        words = [w for piece in pieces(folded) for w in self._cut(piece)]
        telling = [word for word in words if word.text not in STOP_WORDS]
        return list({word.text: word for word in join_single(telling or words)}.values())

    def _cut(self, piece: Piece) -> Iterable[Piece]:
        if piece.kind != "zh":
            yield piece
            return
        start = piece.start
        for word in self.segmenter.cut(piece.text):
            yield Piece("zh", word, start, start + len(word))
            start += len(word)

    def _with_synonyms(self, words: list[Piece], joined: str) -> list[Concept]:
        concepts, index = [], 0
        while index < len(words):
            length, targets = self._synonym_at(words, index)
            concept = merge([word_concept(w, joined) for w in words[index : index + length]])
            for target in targets:
                concept = replace(concept, any_of=concept.any_of + self._meaning(target))
            concepts.append(concept)
            index += length
        return concepts

    def _synonym_at(self, words: list[Piece], index: int) -> tuple[int, tuple[str, ...]]:
        for length in (3, 2, 1):
            some = words[index : index + length]
            if len(some) < length:
                continue
            blank = " " if any(word.kind == "latin" for word in some) else ""
            key = blank.join(stem(w.text) if w.kind == "latin" else w.text for w in some)
            if targets := self.synonyms.table.get(key):
                return length, targets
        return 1, ()

    def _meaning(self, target: str) -> tuple[Alternative, ...]:
        words = list(self._words(target))
        whole = merge([word_concept(word, "") for word in words]) if words else None
        return whole.any_of if whole else ()


def join_single(words: list[Piece]) -> list[Piece]:
    """Neighbouring single characters make one word: the dictionary knows no new brands."""
    joined: list[Piece] = []
    open_end = -1  # where the last single character ended
    for word in words:
        single = word.kind == "zh" and len(word.text) == 1
        if single and word.start == open_end:
            last = joined.pop()
            word = Piece("zh", last.text + word.text, last.start, word.end)
        joined.append(word)
        open_end = word.end if single else -1
    return joined


def joined_latin(words: list[Piece]) -> str:
    """A query of latin words only is tried in one word as well: `eau thermale` → `eauthermale`."""
    if 2 <= len(words) <= 4 and all(word.kind == "latin" for word in words):
        return stem("".join(word.text for word in words))
    return ""


# -- concepts --------------------------------------------------------------------------------


def code_concept(folded: str) -> Concept | None:
    """A GTIN, HS prefix or SKU: found or not found, never corrected and never relaxed."""
    tokens = []
    if SKU.fullmatch(folded):
        tokens = [folded]
    elif folded and set(folded) <= set("0123456789 -."):
        digits = re.sub(r"[ .-]", "", folded)
        if len(digits) in GTIN_LENGTHS:
            tokens.append("gtin:" + digits.zfill(14))
        if len(digits) in HS_LENGTHS and DIGITS_WITH_DOTS.fullmatch(folded):
            tokens.append("hs:" + digits)
        if tokens:
            tokens.append(folded)  # some sellers number their goods with digits alone
    if not tokens:
        return None
    any_of = [Alternative("code", (token,), CODE_WEIGHT) for token in tokens]
    if re.fullmatch("[0-9]{4}", folded):  # 4711 is a brand too
        any_of += [Alternative("brand", (folded,), 4.0), Alternative("name", (folded,), 3.0)]
    return Concept(folded, len(folded) / 2, tuple(any_of), "code")


def word_concept(word: Piece, joined: str = "") -> Concept:
    if word.kind == "latin":
        return _latin_concept(word.text, joined)
    if word.kind == "size":
        any_of = (Alternative("name", (word.text,), 3.0), Alternative("body", (word.text,), 0.25))
        return Concept(word.text, len(word.text) / 2, any_of, "size")
    return zh_concept(word.text)


def zh_concept(word: str) -> Concept:
    """A Chinese word, or another script's: as a word, or by all of its own bigrams."""
    grams = tuple(dict.fromkeys(bigrams(word)))
    any_of = tuple(
        Alternative(name, grams if name in ("bgram", "gram", "cat") else (word,), weight)
        for name, weight in ZH_WEIGHTS.items()
    )
    return Concept(word, float(len(word)), any_of, "zh")


def _latin_concept(text: str, joined: str) -> Concept:
    word = stem(text)
    any_of = [Alternative(name, (word,), weight) for name, weight in LATIN_WEIGHTS.items()]
    if some := parts(text):
        any_of += [Alternative(name, tuple(some), w) for name, w in PART_WEIGHTS.items()]
    if joined:
        any_of += [Alternative(name, (joined,), LATIN_WEIGHTS[name]) for name in ("brand", "name")]
    if any(c.isdigit() for c in text):
        any_of.append(Alternative("code", (text,), CODE_WEIGHT))
    else:
        any_of += pinyin_alternatives(text)
    return Concept(text, len(text) / 2, tuple(any_of), "latin")


def pinyin_alternatives(letters: str) -> list[Alternative]:
    found = [
        Alternative("py", tuple(dict.fromkeys(syllable_bigrams(way))), PINYIN_WEIGHT)
        for way in splittings(letters)
        if len(way) > 1
    ]
    if 2 <= len(letters) <= MOST_INITIALS:
        found.append(Alternative("py", ("i:" + letters,), INITIALS_WEIGHT))
    return found


def merge(concepts: list[Concept]) -> Concept:
    """Several words as one concept: a field must hold the tokens of all of them."""
    if len(concepts) == 1:
        return concepts[0]
    fields = [{a.field: a for a in reversed(c.any_of)} for c in concepts]
    any_of = tuple(
        Alternative(
            name,
            tuple(dict.fromkeys(t for f in fields for t in f[name].tokens)),
            min(f[name].weight for f in fields),
        )
        for name in fields[0]
        if name not in ("py", "code") and all(name in f for f in fields)
    )
    text = " ".join(c.text for c in concepts)
    return Concept(text, sum(c.size for c in concepts), any_of, "synonym")
