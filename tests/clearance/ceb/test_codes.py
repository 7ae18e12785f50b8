"""Code tables and the words for customs' answers."""

import pytest

from clearance.ceb.codes import (
    STATUSES,
    TABLES,
    customs_country,
    customs_currency,
    customs_unit,
    iso_country,
    status_word,
)


@pytest.mark.parametrize(
    ("letters", "number"),
    [("NZ", "609"), ("nzl", "609"), ("CN", "142"), ("KOR", "133"), ("USA", "502"), ("305", "305")],
)
def test_iso_letters_become_customs_numbers(letters, number):
    assert customs_country(letters) == number


def test_numbers_become_iso_letters():
    assert iso_country("609") == ("NZ", "NZL")
    assert all(len(number) == 3 for number in TABLES["country"])


def test_units_and_currencies_by_name():
    assert [customs_unit(name) for name in ("千克", "罐", "瓶", "KG", "011")] == [
        "035", "122", "142", "035", "011",
    ]  # fmt: skip
    assert [customs_currency(name) for name in ("CNY", "usd", "142")] == ["142", "502", "142"]


def test_unknown_letters_are_an_error():
    with pytest.raises(KeyError):
        customs_country("XX")


@pytest.mark.parametrize(
    ("code", "meaning", "step"),
    [
        ("800", "released", "done"),
        ("100", "refused", "correct"),
        ("399", "concluded", "wait"),
        ("-301010", "rejected", "ignore"),
        ("-301014", "rejected", "ignore"),
        ("-621029", "rejected", "broker"),
        ("-621777", "rejected", "correct"),
        ("-1", "rejected", "look"),
        ("23", "unknown", "look"),
        ("", "unknown", "look"),
        ("--5", "unknown", "look"),
    ],
)
def test_every_status_has_words_and_a_next_step(code, meaning, step):
    word = status_word(code)
    assert (word.meaning, word.next) == (meaning, step)
    assert word.zh
    assert word.en


def test_only_800_releases():
    assert [code for code, word in STATUSES.items() if word.meaning == "released"] == ["800"]
