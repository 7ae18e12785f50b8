"""Identity numbers as people type them (R-ID-4…7). All synthetic, or the standard's examples."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.identity.numbers import (
    REJECTION_MESSAGES,
    Caution,
    RejectionReason,
    age_on,
    check_digit,
    check_identity,
    mask,
    normalize,
)

TODAY = date(2026, 3, 1)
STANDARD = "11010519491231002X"  # the example printed in GB 11643-1999


def number(region="410102", born="18850101", serial="001"):
    body = region + born + serial
    return body + check_digit(body)


def test_the_standards_example_is_accepted():
    check = check_identity(STANDARD, TODAY)
    assert (check.accepted, check.reason, check.normalized) == (True, None, STANDARD)
    assert (check.birth_date, check.sex, check.warnings) == (date(1949, 12, 31), "female", ())


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        "  11010519491231002X\t",
        "１１０１０５１９４９１２３１００２Ｘ",
        "\u300011010519491231002ｘ\u00a0",
    ],
)
def test_other_spellings_of_it_are_accepted_and_kept_as_typed(typed):
    check = check_identity(typed, TODAY)
    assert (check.accepted, check.normalized, check.input) == (True, STANDARD, typed)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("110105194912310021", "checksum"),
        ("11010519491231002 X", "characters"),
        ("110105 19491231 002X", "characters"),
        ("1101051949X2310020", "characters"),
        ("１１０１０５-19491231002X", "characters"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "characters"),  # Arabic digits are no digits of a card
        ("11010519491231002\u200bX", "characters"),
        ("姓名", "characters"),
        ("1101051949123100", "length"),
        ("11010519491231002X0", "characters"),
        ("1101051949123100200", "length"),
        ("110105491231002", "old_format"),
        (number(born="19490229"), "date"),
        (number(born="18851301"), "date"),
        (number(born="18850100"), "date"),
        (number(born="17991231"), "date"),
        (number(born="00000101"), "date"),
        (number(born="20260302"), "future"),
        (number(region="810000"), "permit"),
        (number(region="820000"), "permit"),
        (number(region="830000"), "permit"),
    ],
)
def test_rejections_have_a_reason_and_give_no_birth_date(typed, reason):
    check = check_identity(typed, TODAY)
    assert (check.accepted, check.reason, check.birth_date) == (False, reason, None)
    assert str(check.sentence)


@pytest.mark.parametrize("born", ["18000101", "18840229", "20260301"])
def test_the_first_and_the_last_birth_date_are_inside(born):
    assert check_identity(number(born=born), TODAY).accepted


def test_a_residence_permit_is_accepted_where_the_setting_allows_it():
    permit = number(region="830000")
    assert check_identity(permit, TODAY, allow_residence_permits=True).accepted


def test_an_unknown_region_is_a_warning_only():
    check = check_identity(number(region="990102"), TODAY)
    assert (check.accepted, check.warnings) == (True, (Caution.UNKNOWN_REGION,))


@pytest.mark.parametrize(
    ("born", "warnings"),
    [
        ("20120302", (Caution.UNDER_14,)),
        ("20120301", (Caution.UNDER_18,)),
        ("20080302", (Caution.UNDER_18,)),
        ("20080301", ()),
    ],
)
def test_the_age_of_a_minor_is_a_warning(born, warnings):
    assert check_identity(number(born=born), TODAY).warnings == warnings


def test_an_odd_17th_digit_is_male():
    assert check_identity(number(serial="001"), TODAY).sex == "male"
    assert check_identity(number(serial="002"), TODAY).sex == "female"


def test_the_old_form_is_rejected_but_its_upgrade_offered():
    check = check_identity("110105491231002", TODAY)
    assert (check.accepted, check.suggestion) == (False, STANDARD)
    assert check_identity("110105490231002", TODAY).suggestion is None


def test_a_birthday_counts_from_the_day_itself():
    assert age_on(date(2026, 2, 28), date(2012, 3, 1)) == 13
    assert age_on(date(2026, 3, 1), date(2012, 3, 1)) == 14
    assert age_on(date(2026, 2, 28), date(2012, 2, 29)) == 13


def test_masked_it_shows_no_more_than_first_three_and_last_four():
    assert mask(STANDARD) == "110***********002X"
    assert mask("1234567") == "*******"
    assert mask("") == ""


def test_its_repr_does_not_tell_the_number():
    for typed in (STANDARD, "110105194912310021", "110105491231002"):
        assert normalize(typed)[3:-4] not in repr(check_identity(typed, TODAY))


def test_every_rejection_has_a_sentence():
    assert set(REJECTION_MESSAGES) == set(RejectionReason)


dates = st.dates(date(1880, 1, 1), date(1889, 12, 31))


@given(dates, st.integers(0, 999))
def test_every_well_formed_number_is_accepted(born, serial):
    typed = number(born=born.strftime("%Y%m%d"), serial=f"{serial:03d}")
    check = check_identity(typed, TODAY)
    assert (check.accepted, check.birth_date) == (True, born)
    assert check_identity(check.normalized, TODAY) == check


@given(dates, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(born, position, shift):
    valid = number(born=born.strftime("%Y%m%d"))
    digit = (int(valid[position]) + shift) % 10
    invalid = valid[:position] + str(digit) + valid[position + 1 :]
    assert not check_identity(invalid, TODAY).accepted


@given(dates, st.integers(0, 16))
def test_two_neighbours_swapped_never_pass(born, position):
    valid = number(born=born.strftime("%Y%m%d"))
    a, b = valid[position], valid[position + 1]
    if a == b:
        return
    swapped = valid[:position] + b + a + valid[position + 2 :]
    assert not check_identity(swapped, TODAY).accepted


@given(st.text(max_size=40))
def test_any_text_gets_an_answer(text):
    check = check_identity(text, TODAY)
    assert check.accepted or check.reason in set(RejectionReason)


@given(st.integers(0, 40_000))
def test_tomorrows_child_is_rejected_today(days):
    born = TODAY + timedelta(days=1 + days)
    typed = number(born=born.strftime("%Y%m%d"))
    assert check_identity(typed, TODAY).reason is RejectionReason.FUTURE
