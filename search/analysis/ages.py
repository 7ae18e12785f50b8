"""Ages as tokens, in index and query alike: `6个月`, `六月龄` and `6 months` are all `m6`.

A span of ages is a pair of months, its end not included. Up to a year each month is a step of its
own, then steps grow; a good has the tokens of all steps that its span touches.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from ceb.data_files import read_rows

from .sizes import spelled_number

Span = tuple[int, int]
AgePlace = tuple[int, int, Span]  # start and end in the text, and what it says

STEPS = (*range(12), 12, 18, 24, 36, 72, 144, 216, 600)
LAST = 1800  # months: nobody is older
SENIOR = STEPS[-1]
# "from 6 months" ends where such goods end: at three, six, eighteen years, or never.
OPEN_ENDS = ((12, 36), (36, 72), (216, 216))
STAGES = {"1": (0, 6), "2": (6, 12), "3": (12, 36), "4": (36, 84)}  # of infant formula
TABLE = Path(__file__).with_name("life_stages.csv")
_COLUMNS = ("stage", "from_months", "to_months", "in_queries", "terms")
_ROWS = list(read_rows(TABLE, _COLUMNS))

_SPELLED_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_N = rf"(?:[0-9]{{1,3}}|[一二两三四五六七八九十]{{1,3}}|\b(?:{'|'.join(_SPELLED_NUMBERS)})\b)"
_TO = r"[ ]?(?:-|~|–|—|至|到|to)[ ]?"
_MORE = r"\+|(?:及|或)?以上|起|\b(?:and|or) (?:up|over|older|above)\b|plus\b"
_LESS = r"(?:及|或)?以下|以内|之内|内(?=$|[ 的宝婴])|\b(?:and|or) (?:under|younger)\b"
_CHILD = (
    r"宝宝|婴幼儿|婴儿|幼儿|儿童|小孩子?|孩子|小朋友"
    r"|\b(?:babies|infants|toddlers|kids|children)\b"
)
_MONTHS = r"个月龄?|月龄|[ -]?months?\b"
_YEARS = r"周?岁|[ -]?(?:years?|yrs?)\b"
# What a visitor types. A bare `6月` is June, and `2 years` a guarantee unless somebody is so old.
IN_QUERY = re.compile(
    r"(?:适合|适用于?|适于|(?<!不)给)?(?:\b(?:for|ages?|aged)\b[ ]?){0,2}(?P<start>\bfrom\b)?[ ]?"
    r"(?P<under>\b(?:under|below|up to)\b|未满|不满|不到)?[ ]?(?<![0-9.a-z])(?<!不要)(?<!不是)(?:"
    rf"(?P<low>{_N})(?:{_MONTHS}|{_YEARS}|月)?{_TO}(?P<high>{_N})[ ]?"
    rf"(?:(?P<range_months>{_MONTHS}|月(?!饼|经|子))|(?P<range_years>{_YEARS}))"
    rf"|(?P<months>{_N})[ ]?(?:{_MONTHS})"
    rf"|(?P<years>{_N})(?:(?P<point>\.5)?(?P<zh>周?岁)(?P<half>半)?"
    r"|[ -]?(?:years?|yrs?)\b(?=[ -]?(?:olds?\b|\+|and (?:up|over))))"
    r"|(?P<half_year>半周?岁)"
    rf")[ -]?(?:olds?\b|大|左右)?[ ]?(?:(?P<more>{_MORE})|(?P<less>{_LESS}))?"
    rf"[ ]?(?:的?(?:{_CHILD}))?(?!保质|质保|有效|的?用?量)"
)
# What goods say of themselves. Their texts name other times too (`开封后 12 个月内用完`,
# `可存六个月`, `each 3 months`) and warn (`三岁以下请勿食用`): such text must speak of age.
IN_GOODS = re.compile(
    r"(?<![0-9.a-z每隔存期])(?:"
    rf"(?P<low>{_N})(?:个月龄?|月龄?|周?岁)?{_TO}(?P<high>{_N})[ ]?"
    r"(?:(?P<range_months>月龄|个月龄?)|(?P<range_years>周?岁))(?!.{0,3}(?:更换|一次))"
    rf"|(?P<months>{_N})[ ]?(?:月龄|个月龄|个月(?=大|{_MORE}|的?(?:{_CHILD})))"
    rf"|(?<=满)(?P<reached>{_N})[ ]?个月(?=后|起|以上)"
    rf"|(?P<years>{_N})[ ]?(?P<zh>周?岁)(?P<half>半)?(?={_MORE}|{_LESS}|的?(?:{_CHILD}))"
    r")(?:大|宝宝)?[ ]?(?:(?P<more>起|\+|(?:及|或)?以上)|(?P<less>(?:及|或)?以下|以内))?"
    r"(?![^,，。.;；!！\n]{0,10}(?:勿|禁|不宜|不适|不可|不能|慎))"
    rf"|\b(?:for|ages?|aged|from)[ ](?P<en_low>{_N})[ ]?(?:-|–|~|to)[ ]?(?P<en_high>{_N})"
    r"[ ](?P<en_unit>months?|years?)\b"
    rf"|\b(?:from|ages?|aged)[ ](?P<en_from>{_N})[ ](?P<from_unit>months?|years?)\b"
    r"(?! (?:of|after|in))"
    rf"|(?<![a-z0-9.-])(?P<en_up>{_N})[ ]?(?P<up_unit>months?|years?)"
    r"[ ]?(?:\+|and (?:up|over|older))"
)
MAY_HOLD_AGES = re.compile("[月岁歲]|months|years", re.IGNORECASE)  # folded or not: most don't
FOR_BABIES = re.compile("奶粉|配方|婴|幼|宝宝|辅食|formula|infant|baby|toddler")
STAGE = re.compile(r"(?<![0-9一二三四五六])([1-4一二三四])[ ]?段(?!落)|\bstage ([1-4])\b")


def _pattern_of(rows) -> re.Pattern[str]:
    terms = sorted((w for row in rows for w in row["terms"].split(";")), key=len, reverse=True)
    return re.compile("|".join(rf"\b{w}\b" if w.isascii() else w for w in terms))


_IN_QUERIES = _pattern_of(row for row in _ROWS if row["in_queries"] == "yes")
SENIORS = re.compile(
    r"(?:适合|适用于?|适于|(?<!不)给|送|\bfor )?"
    rf"(?:{_IN_QUERIES.pattern})(?!头)"  # 老人头 is a make of shoes
)
_STAGE_PATTERNS = [
    (_pattern_of([row]), (int(row["from_months"]), int(row["to_months"]))) for row in _ROWS
]
_TERMS = {word for row in _ROWS for word in row["terms"].split(";")}
# One of these stands in each text that has any: looked for first, ten times faster.
_SHORTEST = tuple(w for w in _TERMS if not any(o in w for o in _TERMS - {w}))


def age_tokens(low: int, high: int) -> tuple[str, ...]:
    """Of all steps that the span touches."""
    ends = (*STEPS[1:], LAST)
    return tuple(f"m{a}" for a, b in zip(STEPS, ends, strict=True) if a < high and b > low)


def ages_in_query(folded: str) -> Iterator[AgePlace]:
    for match in IN_QUERY.finditer(folded):
        if span := _span_in_query(match):
            yield *_stripped(folded, *match.span()), span
    for match in SENIORS.finditer(folded):
        yield *match.span(), _stage_of(match.group())


def _stripped(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _span_in_query(match: re.Match[str]) -> Span | None:
    if match["half_year"]:
        return _bounded(match, 6, 7)
    if match["low"]:
        unit = 12 if match["range_years"] else 1
        return _in_order(_number(match["low"]) * unit, _number(match["high"]) * unit)
    if match["months"]:
        months = _number(match["months"])
        return _bounded(match, months, months + 1)
    years = _number(match["years"]) * 12
    if match["half"] or match["point"]:
        return _bounded(match, years + 6, years + 12)
    return _bounded(match, years, years + 12)


def _bounded(match: re.Match[str], low: int, high: int) -> Span | None:
    """`6个月以上`, `3岁以下`; from six months on is more than the sixth."""
    groups = match.groupdict()
    if groups.get("less") or groups.get("under"):
        return _in_order(0, low)
    is_open = groups.get("more") or groups.get("start")
    return (low, open_end(low)) if is_open else _in_order(low, high)


def open_end(low: int) -> int:
    return next((end for limit, end in OPEN_ENDS if low < limit), LAST)


def _in_order(low: int, high: int) -> Span | None:
    return (low, high) if low < high <= LAST else None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return _SPELLED_NUMBERS.get(text) or int(spelled_number(text))


# -- what goods say ------------------------------------------------------------------------------


def ages_of(names: str, details: Iterable[Span], shelf: str) -> tuple[str, ...]:
    """Tokens of a good's ages, from the most exact that is said: months or years, a stage, a word
    for a stage of life; none where nothing is. names, shelf: normalized names of the good and of
    its category; details: what its texts state."""
    spans = [*stated_ages(names), *details] or [*_stages(names)]
    if not spans and (word := _stage_of(names) or _stage_of(shelf)):
        spans = [word]
    return tuple(dict.fromkeys(token for span in spans for token in age_tokens(*span)))


def stated_ages(text: str) -> tuple[Span, ...]:
    """All months and years that a normalized text names as an age."""
    matches = IN_GOODS.finditer(text) if MAY_HOLD_AGES.search(text) else ()
    return tuple(span for match in matches if (span := _span_of_goods(match)))


def _span_of_goods(match: re.Match[str]) -> Span | None:
    if low := match["low"] or match["en_low"]:
        unit = 12 if match["range_years"] or (match["en_unit"] or "").startswith("y") else 1
        return _in_order(_number(low) * unit, _number(match["high"] or match["en_high"]) * unit)
    if reached := match["reached"]:
        return _number(reached), open_end(_number(reached))
    if first := match["en_from"] or match["en_up"]:
        unit = 12 if (match["from_unit"] or match["up_unit"]).startswith("y") else 1
        return _number(first) * unit, open_end(_number(first) * unit)
    if match["months"]:
        months = _number(match["months"])
        return _bounded(match, months, months + 1)
    years = _number(match["years"]) * 12 + (6 if match["half"] else 0)
    return _bounded(match, years, years + 12)


def _stages(names: str) -> Iterator[Span]:
    if not ("段" in names or "stage" in names) or not FOR_BABIES.search(names):
        return
    for match in STAGE.finditer(names):
        stage = match[1] or match[2]
        yield STAGES[stage if stage.isdigit() else str(_number(stage))]


@lru_cache(maxsize=20_000)
def _stage_of(text: str) -> Span | None:
    """The first row of the table with a word in the text."""
    for word in _SHORTEST:
        if word in text:
            break
    else:
        return None
    return next((span for pattern, span in _STAGE_PATTERNS if pattern.search(text)), None)
