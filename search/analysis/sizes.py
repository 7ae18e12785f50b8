"""Sizes as one token, in index and query alike: `400克`, `0.4 kg` and `四百克` are all `400g`.

Weights, volumes, lengths, watts, pieces; stages of infant formula (`Stage 3`, `三段`); sizes that
are worn (`XL码`, `Size XL`, `EU 42`).
"""

import re
from pathlib import Path

from ceb.data_files import read_rows

TABLE = Path(__file__).with_name("size_units.csv")
UNITS = {
    spelling: (row["unit"], float(row["factor"]))
    for row in read_rows(TABLE, ("unit", "factor", "spellings"))
    for spelling in row["spellings"].split()
}
# Units that are written after a number in characters; not 米 and 颗, which make words of their own.
SPOKEN_UNITS = (
    "公斤", "千克", "毫克", "克", "斤", "毫升", "升", "片装", "片", "枚装", "枚", "粒装", "粒",
)  # fmt: skip
DIGITS = {"半": 0.5, **{c: n for n, c in enumerate("零一二三四五六七八九")}, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
_SPOKEN = "[半一二两三四五六七八九十百千]"
_WEAR = r"[2-6]?x{1,4}[sl]|nb|s|m|l"


def _any(units) -> str:
    return "|".join(sorted(map(re.escape, units), key=len, reverse=True))


SIZE = re.compile(
    r"(?<![0-9.])(?:"
    r"(?<![a-z])(?:stage|step)[ ]?(?P<stage>[1-6])(?![0-9a-z])"
    r"|(?<![一二三四五六七八九十每])第?(?P<duan>[1-6一二三四五六])[ ]?段(?!落)"
    r"|(?<![a-z])(?:size|eu|尺码)[ ]?(?P<size>[0-9]{2}(?:\.5)?|" + _WEAR + r")(?![0-9a-z])"
    r"|(?<![a-z])(?P<ma>[0-9]{2}(?:\.5)?(?=[ ]?码)|(?:" + _WEAR + r")(?=[ ]?[码号]))"
    r"[ ]?[码号]"
    rf"|(?<!{_SPOKEN})(?P<spoken_ma>[二三四五]?十[一二三四五六七八九]?)码"
    rf"|(?<!{_SPOKEN})(?<![第每])(?P<spoken>[半一二两三四五六七八九十]{_SPOKEN}{{0,6}}?)(?P<spoken_unit>"
    rf"{_any(SPOKEN_UNITS)})(?!拉)"
    r"|(?<![a-wyz])(?P<number>[0-9]{1,7}(?:\.[0-9]{1,3})?)[ ]?(?P<unit>"
    + _any(UNITS)
    + r")(?![a-z])(?:(?<=[a-z])(?![0-9])|(?<![a-z])))"
)
MAY_HOLD_SIZES = re.compile(rf"[0-9段码号]|size|{_SPOKEN}[公千毫克斤升片枚粒]")


def size_token(match: re.Match[str]) -> str:
    if match["unit"]:
        return _measure(float(match["number"]), match["unit"])
    if match["spoken_unit"]:
        return _measure(spelled_number(match["spoken"]), match["spoken_unit"])
    if stage := match["stage"] or match["duan"]:
        return f"{DIGITS.get(stage, stage)}段"
    if match["spoken_ma"]:
        return f"码{spelled_number(match['spoken_ma']):.0f}"
    return "码" + (match["size"] or match["ma"])


def _measure(number: float, unit: str) -> str:
    name, factor = UNITS[unit]
    return f"{number * factor:.3f}".rstrip("0").rstrip(".") + name


def spelled_number(text: str) -> float:
    """`三十八` → 38, `四百五` → 450, `半` → 0.5."""
    total, digit, place = 0.0, 0.0, 1
    for character in text:
        if character in PLACES:
            place = PLACES[character]
            total += (digit or 1) * place
            digit = 0
        else:
            digit = DIGITS[character]
    short = place > 10 and text[-1] in DIGITS and "零" not in text
    return total + digit * (place / 10 if short else 1)
