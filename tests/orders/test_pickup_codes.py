"""Codes that are typed by people and read by scanners."""

import pytest

from orders.pickup_codes import ALPHABET, code_of, hash_of, normalized, spaced


def test_a_code_follows_from_pick_up_and_serial():
    assert code_of(1, 1) == code_of(1, 1)
    codes = {code_of(pk, serial) for pk in range(200) for serial in range(1, 4)}
    assert len(codes) == 600
    assert all(len(code) == 10 and set(code) <= set(ALPHABET) for code in codes)


def test_another_secret_gives_other_codes(settings):
    before = code_of(1, 1), hash_of("7K3QHM0XPA")
    settings.SECRET_KEY = "another"
    assert (code_of(1, 1), hash_of("7K3QHM0XPA")) != before


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("7K3QH-M0XPA", "7K3QHM0XPA"),
        ("7k3qh m0xpa", "7K3QHM0XPA"),
        (" 7K3QHMOXPA\n", "7K3QHM0XPA"),
        ("https://expo.example/counter/?code=7K3QHM0XPA", "7K3QHM0XPA"),
        ("https://expo.example/counter/?code=7K3QHM0XPA&x=1", "7K3QHM0XPA"),
        ("7K3QH", ""),
        ("7K3QHM0XPU", ""),
        ("", ""),
        ("\x00" * 10, ""),
        ("７Ｋ３ＱＨＭ０ＸＰＡ", ""),
    ],
)
def test_what_is_typed_is_read(typed, read):
    assert normalized(typed) == read


def test_a_code_is_shown_in_two_groups():
    assert spaced("7K3QHM0XPA") == "7K3QH-M0XPA"
