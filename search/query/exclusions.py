"""What a query does not want: `不要日本的奶粉`, `除了蜜诺卡以外的蜂蜜`, `not from Japan`.

A negation with an ingredient or a process names a property that goods state themselves, and is
left to the search: `无糖`, `不含酒精`, `非油炸`, `不锈钢`. To read `不含花生` as "not called 花生"
would promise what no name can.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from catalog.codes import countries
from search.analysis.normalization import fold

from .reading_table import alternatives, table

MAX_NAME = 24  # characters of a country's, brand's or category's name
MAX_WORD = 8  # characters of any other word
ZH_WORD = re.compile(rf"(?:(?!的)[㐀-鿿]){{2,{MAX_WORD}}}(?=$|[ 的,，。、])")
LATIN_TERMS = re.compile(r"[a-z][a-z0-9]{2,}(?: [a-z0-9]{3,}){0,2}(?=$|[ ,.]*$)")
BOUNDARY = re.compile(r"$|[^a-z0-9㐀-鿿]|的")


@dataclass(frozen=True)
class Exclusion:
    """start and end: in the text, with the negation."""

    start: int
    end: int
    origins: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass
class _Targets:
    end: int
    origins: list[str] = field(default_factory=list)
    brands: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.origins or self.brands or self.terms)

    def from_(self, start: int) -> Exclusion:
        names = map(tuple, (self.origins, self.brands, self.terms))
        return Exclusion(start, self.end, *names)


@dataclass(frozen=True)
class ExclusionReader:
    """brands: their normalized names; is_category: whether a category is called so."""

    brands: frozenset[str]
    is_category: Callable[[str], bool]
    first_word: Callable[[str], str]

    def exclusions(self, folded: str) -> Iterator[Exclusion]:
        position = 0
        for match in _negation().finditer(folded):
            if match.start() < position:
                continue
            targets = self._targets(folded, match.end(), bool(match["strong"]), match.start())
            if targets and (not match["apart"] or folded[: targets.end].endswith("外")):
                position = targets.end
                yield targets.from_(match.start())
        yield from self._apart(folded)

    def _apart(self, folded: str) -> Iterator[Exclusion]:
        """`日本以外的奶粉`: the name stands before."""
        for match in _behind_the_name().finditer(folded):
            for start in range(max(0, match.start() - MAX_NAME), match.start() - 1):
                targets = _Targets(match.end())
                if self._name(folded, start, targets, False) == match.start():
                    yield targets.from_(start)
                    break

    def _targets(self, text: str, start: int, is_strong: bool, before: int) -> _Targets:
        """Names in a row, `日本、韩国和德国`; else any one word behind a strong negation."""
        targets = _Targets(start)
        position = start
        while end := self._name(text, position, targets, is_strong):
            targets.end = _behind(text, end)
            joined = _joins().match(text, targets.end)
            if not joined:
                break
            position = joined.end()
        if not targets and is_strong:
            self._word(text, start, targets, alone=not text[:before].strip())
        return targets

    def _name(self, text: str, start: int, targets: _Targets, is_strong: bool) -> int:
        """Where the name of a country, brand or category ends that begins here, or 0."""
        if not is_strong and _properties().match(text, start):
            return 0
        for end in range(min(len(text), start + MAX_NAME), start + 1, -1):
            name = text[start:end]
            if name != name.strip() or not _is_whole(text, end):
                continue
            if origin := _origins().get(name):
                targets.origins.append(origin)
            elif name in self.brands:
                targets.brands.append(name)
            elif BOUNDARY.match(text, end) and self.is_category(name):
                targets.terms.append(name)
            else:
                continue
            return end
        return 0

    def _word(self, text: str, start: int, targets: _Targets, alone: bool) -> None:
        match = ZH_WORD.match(text, start) or LATIN_TERMS.match(text, start)
        if not match or _degrees().match(text, start):
            return
        word, end = match.group(), match.end()
        if alone and not text[end:].strip(" 的"):  # 不要巧克力饼干: biscuits are wanted
            first = self.first_word(word)
            word, end = (first, start + len(first)) if first else (word, end)
        if len(word) > 1:
            targets.terms.append(word)
            targets.end = end


def _is_whole(text: str, end: int) -> bool:
    """A Latin name doesn't end inside a word."""
    return end == len(text) or not (_is_latin(text[end - 1]) and _is_latin(text[end]))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _behind(text: str, end: int) -> int:
    """With what belongs to the name: 日本产的, 日本品牌, 除了日本以外."""
    while match := _after().match(text, end):
        end = match.end()
    return end


@cache
def _negation() -> re.Pattern[str]:
    strong, weak = alternatives("exclusion", "strong"), alternatives("exclusion", "weak")
    not_after = "".join(table("exclusion")["not_after"])
    apart = alternatives("exclusion", "apart")
    return re.compile(
        rf"(?<![{not_after}])(?:(?P<strong>{strong})|(?P<apart>{apart})|(?:{weak}))[ -]?(?:the )?"
    )


@cache
def _behind_the_name() -> re.Pattern[str]:
    return re.compile("以外|之外")


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(rf"[ ]?(?:{alternatives('exclusion', 'joins')})[ ]?")


@cache
def _after() -> re.Pattern[str]:
    # a single character may begin the next word: 日本产妇…, 日本外套
    single = "产(?![妇后检品])|[货牌外](?![㐀-鿿](?<!的))"
    return re.compile(rf"[ ]?(?:{alternatives('exclusion', 'after')}|{single})")


@cache
def _properties() -> re.Pattern[str]:
    return re.compile(alternatives("exclusion", "properties"))


@cache
def _degrees() -> re.Pattern[str]:
    return re.compile(alternatives("exclusion", "degrees"))


@cache
def _origins() -> dict[str, str]:
    """Normalized name → alpha-2 of the country."""
    origins = {fold(name): known.alpha2 for name, known in countries.names()}
    for alpha2, terms in table("exclusion")["origins"].items():
        origins |= dict.fromkeys(terms, alpha2)
    return {name: alpha2 for name, alpha2 in origins.items() if len(name) > 2 or not name.isascii()}
