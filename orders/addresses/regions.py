"""Provinces, cities and districts by their six-digit code, for delivery addresses."""

import json
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "regions.json"
# Retail imports are delivered inside the customs territory of the mainland.
NOT_SERVED = ("71", "81", "82")


@cache
def _names():
    """All three levels in one map: code → name."""
    levels = json.loads(DATA.read_text(encoding="utf-8"))
    return {
        code: name
        for level in ("provinces", "cities", "districts")
        for code, name in levels[level].items()
        if not code.startswith(NOT_SERVED)
    }


@cache
def _children():
    below: dict[str, list[str]] = {}
    for code in sorted(_names()):
        below.setdefault(parent_of(code), []).append(code)
    return below


def parent_of(code):
    """The code one level up: "" above a province."""
    if code.endswith("0000"):
        return ""
    return f"{code[:2]}0000" if code.endswith("00") else f"{code[:4]}00"


def below(code=""):
    """(code, name) of what lies directly below `code`; the provinces for ""."""
    return [(child, _names()[child]) for child in _children().get(code, ())]


def is_district(code):
    return code in _names() and not code.endswith("00")


def region_of(code):
    """Names of province, city and district, as a waybill has them: 河南省郑州市金水区.

    A municipality is said once (北京市东城区). Raises KeyError for an unknown district."""
    names = _names()
    province, city, district = names[f"{code[:2]}0000"], names[f"{code[:4]}00"], names[code]
    if city in (province, "县", "省直辖县", "自治区直辖县级行政区划"):
        return province + district
    return province + city + district
