"""Prices that a query states: `200元以下`, `两百以内`, `¥100~200`, `under 200 yuan`.

A number is a price when a currency says so. Without one only `200以内` and `under 200` are, and
never in front of a unit: 200ml, SPF50, 3段 and 12罐 are none.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from search.analysis.sizes import spelled_number

from .plan import PriceRange
from .reading_table import alternatives, table

ABOUT = Decimal("0.2")  # how far `about 200` reaches: from 160 to 240
MIN_BARE = 10  # yuan; a smaller number without a currency counts something else
MAX_YUAN = 10_000_000
PricePlace = tuple[int, int, PriceRange]
_DIGITS = r"[0-9](?:[0-9]|,(?=[0-9]{3}))*(?:\.[0-9]{1,2})?[ ]?[千万百]?"
_SPELLED = "[一二两三四五六七八九十百千万零]+"
_ENDS = r"(?=[ ]*(?:$|[的,，。、;；!！?？]))"  # nothing behind a number that it could count
_NO_OTHER_WORD = "(?![a-z旦素宵气])"  # 2026元旦


def _amount(name: str) -> str:
    """A number, with the currency before it or behind it."""
    before, after = alternatives("price", "currency_before"), alternatives("price", "currency")
    return (
        rf"(?<![0-9.])(?:(?P<{name}_before>{before})[ ]?)?"
        rf"(?<![a-z0-9.])(?P<{name}>{_DIGITS}|{_SPELLED})(?![0-9.])"
        rf"(?:[ ]?(?P<{name}_after>{after}){_NO_OTHER_WORD})?"
    )


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(kind, pattern), the most telling first."""

    def either(name: str) -> str:
        """One character at the end of a price may begin the next word: 200元内衣, 200元起泡酒."""
        single = [w for w in table("price")[name] if len(w) == 1 and name.endswith("_after")]
        ends = f"(?![{''.join(single)}](?![ 的,，。、]|$))" if single else ""
        return f"{ends}(?:{alternatives('price', name)})"

    topic = (
        rf"(?:(?P<negation>{either('negations')})[ ]?)?"
        rf"(?:(?P<topic>{either('topics')}|{either('limits')})[ ]?(?:在|是|为|:|of)?[ ]?)?"
    )
    one, other = _amount("one"), _amount("other")
    between = rf"(?:{either('between')})?[ ]?{one}[ ]?(?:{either('to')})[ ]?{other}"
    patterns = {
        "between": rf"{topic}{between}[ ]?"
        rf"(?:(?P<inside>{either('between_after')})|{either('about_after')})?",
        "up_to": rf"{topic}(?:{either('up_to_before')})[ ]?{one}",
        "from": rf"{topic}(?:{either('from_before')})[ ]?{one}",
        "under": rf"{topic}(?:{either('under_before')})[ ]?{one}",
        "over": rf"{topic}(?<!不)(?:{either('over_before')})[ ]?{one}",
        "up_to_bare": rf"{topic}{one}[ ]?(?:{either('up_to_after')})",
        "from_money": rf"{topic}{one}[ ]?(?:{either('from_after')})",
        "about": rf"{topic}(?:{either('about_before')})[ ]?{one}(?:的样子)?",
        "about_after": rf"{topic}{one}[ ]?(?:{either('about_after')})",
        "up_to_limit": rf"(?P<topic>{either('limits')})[ ]?(?:在|是|为|:|of)?[ ]?{one}",
        "about_alone": rf"{topic}{one}",
    }
    return tuple((kind, re.compile(pattern)) for kind, pattern in patterns.items())


def prices(folded: str) -> Iterator[PricePlace]:
    """Where prices stand and what they say, in fen, both ends included; none twice."""
    taken: list[tuple[int, int]] = []
    for kind, pattern in _patterns():
        for match in pattern.finditer(folded):
            start, end = match.span()
            if any(a < end and start < b for a, b in taken):
                continue
            if (price := _price(kind, match)) and price != (None, None):
                taken.append((start, end))
                yield start, end, price


def _price(kind: str, match: re.Match[str]) -> PriceRange | None:
    parts = match.groupdict()
    money = any(parts.get(f"{n}_{side}") for n in ("one", "other") for side in ("before", "after"))
    low = _fen(parts["one"])
    if low is None or not (money or _may_be_bare(kind, match, low)):
        return None
    if kind == "between":
        high = _fen(parts["other"])
        price = None if high is None else (min(low, high), max(low, high))
    elif kind == "about_alone" and not _is_plain(parts):
        return None
    else:
        price = _range(kind.partition("_")[0], low)
    return _turned_round(price) if price and parts.get("negation") else price


def _turned_round(price: PriceRange) -> PriceRange | None:
    """`不要200元以上` is less than 200; what lies outside a range can't be said."""
    low, high = price
    if high is None and low is not None:
        return None, low - 1
    return (high + 1, None) if low is None and high is not None else None


def _range(kind: str, amount: int) -> PriceRange:
    if kind == "about":
        return round(amount * (1 - ABOUT)), round(amount * (1 + ABOUT))
    low = {"from": amount, "over": amount + 1}.get(kind)
    return low, {"up": amount, "under": amount - 1}.get(kind)


def _may_be_bare(kind: str, match: re.Match[str], amount: int) -> bool:
    """Whether a number without a currency is a price all the same."""
    if match.groupdict().get("topic") or match.groupdict().get("inside"):
        return True
    if amount < MIN_BARE * 100:
        return False
    if kind == "up_to_bare":  # not `spf 50以下`
        return not re.search(r"[a-z][ ]?$", match.string[: match.start()])
    return kind in ("up_to", "under") and bool(re.match(_ENDS, match.string[match.end() :]))


def _is_plain(parts: dict[str, str | None]) -> bool:
    """`200元` and `¥200`; not `100块` (pieces) or `三元` (a brand)."""
    return bool(parts["one_before"]) or (
        parts["one_after"] != "块" and (parts["one"] or "")[0].isdigit()
    )


def _fen(text: str | None) -> int | None:
    yuan = _yuan((text or "").replace(",", "").replace(" ", ""))
    return int(yuan * 100) if yuan and yuan <= MAX_YUAN else None


def _yuan(text: str) -> Decimal | None:
    if not text:
        return None
    if text[0].isdigit():
        places = {"百": 100, "千": 1000, "万": 10_000}
        return Decimal(text.rstrip("百千万")) * places.get(text[-1], 1)
    thousands, ten_thousand, rest = text.partition("万")
    if not ten_thousand:
        return Decimal(spelled_number(text))
    return Decimal(spelled_number(thousands) or 1) * 10_000 + Decimal(spelled_number(rest))
