"""Names and addresses that a next edition is offered."""

from datetime import date

import pytest
from django.utils import translation

from expo.editions.addresses import is_free, is_well_formed, proposed
from expo.editions.titles import next_title
from tests.exhibitors.factories import make_edition


@pytest.mark.parametrize(
    ("title", "following"),
    [
        ("第一届", "第二届"),
        ("第九届E博会", "第十届E博会"),
        ("第十届", "第十一届"),
        ("第十九届", "第二十届"),
        ("第二十九届", "第三十届"),
        ("第九十九届", "第100届"),
        ("第10届", "第11届"),
        ("2026 E博会", "2027 E博会"),
        ("10th edition", "11th edition"),
        ("The 11th E-Expo 2026", "The 12th E-Expo 2027"),
        ("22nd", "23rd"),
        ("E博会", "E博会"),
        ("第二一届", "第二一届"),
        ("第十十届", "第十十届"),
    ],
)
def test_the_next_name_counts_on(title, following):
    assert next_title(title) == following


@pytest.mark.parametrize("slug", ["2027", "11", "expo-2027", "a"])
def test_an_address_is_of_latin_letters_and_digits(slug):
    assert is_well_formed(slug)


@pytest.mark.parametrize(
    "slug", ["第十一届", "2027_a", "Expo", "-2027", "2027-", "a b", "", "a" * 41]
)
def test_nothing_else_is(slug):
    assert not is_well_formed(slug)


def test_an_address_of_another_page_or_of_the_site_itself_is_taken(db):
    make_edition("2026")
    for language in ("zh-hans", "en"):  # the organizer's
        with translation.override(language):
            taken = ("2026", "goods", "apply", "en", "admin")
            assert [is_free(slug) for slug in taken] == [False] * 5
    assert is_free("2027")
    assert proposed(date(2027, 11, 19)) == "2027"
    assert proposed(date(2026, 11, 19)) == "2026-2"
