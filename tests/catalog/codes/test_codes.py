"""Filings name countries and units in many ways; customs knows them in one."""

import pytest
from django.utils import translation

from catalog.codes.countries import countries, country_name, find_country
from catalog.codes.units import find_unit, unit_name, units


@pytest.mark.parametrize(
    ("text", "alpha2"),
    [
        ("US", "US"),
        ("usa", "US"),
        ("502", "US"),
        ("美国", "US"),
        ("US 美国", "US"),
        ("ＵＳ　美国", "US"),
        ("United States", "US"),
        ("JPN", "JP"),
        ("116", "JP"),
        ("日本", "JP"),
        ("BY 白俄罗斯", "BY"),
        ("england", "GB"),
        ("Taiwan", "TW"),
        ("South Korea", "KR"),
        ("火星", None),
        ("US 日本", None),
        ("392", None),  # Japan's ISO number; customs has no such country
        ("", None),
    ],
)
def test_an_origin_is_understood_however_the_filing_wrote_it(text, alpha2):
    country = find_country(text)
    assert (country.alpha2 if country else None) == alpha2


def test_no_customs_number_and_no_name_stands_for_two_countries():
    rows = list(countries().values())
    for column in ("alpha3", "customs", "zh", "en"):
        values = [getattr(row, column) for row in rows if getattr(row, column)]
        assert len(values) == len(set(values)), column


def test_a_country_is_named_in_the_visitors_language():
    with translation.override("zh-hans"):
        assert country_name("NZ") == "新西兰"
    with translation.override("en"):
        assert country_name("NZ") == "New Zealand"
    assert country_name("??") == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("瓶", "142"),
        ("Bottle", "142"),
        ("142", "142"),
        (" 千克 ", "035"),
        ("KG", "035"),
        ("个", "007"),
        ("pcs", "007"),
        ("罐", "122"),
        ("坨", None),
        ("", None),
    ],
)
def test_a_unit_is_understood_by_code_or_name(text, code):
    unit = find_unit(text)
    assert (unit.code if unit else None) == code


def test_every_unit_has_three_digits_and_a_chinese_name():
    assert all(len(unit.code) == 3 and unit.code.isdigit() and unit.zh for unit in units().values())
    with translation.override("en"):
        assert (unit_name("142"), unit_name("071")) == ("bottle", "长吨")
