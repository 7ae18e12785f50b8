"""Resident identity numbers: is this one well formed? (R-ID-4…7, GB 11643-1999)

A right check digit proves nothing about a person, so no page says "verified" after it (R-ID-7).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise

from core.files.texts import read_texts

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
# catches 0026 for 2026 and other slips, nobody's real birthday
EARLIEST_YEAR = 1800
# R-ID-6: 810000 Hong Kong, 820000 Macao, 830000 Taiwan
PERMIT_PREFIXES = ("810000", "820000", "830000")

# The first two digits of every province-level region; districts come and go, these stay.
PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47)}
    | {*range(50, 55), *range(61, 66), 71, 81, 82, 83}
)

_WITHIN = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9Xx])")
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
# 15 digits: issued before 1999, invalid since 2013
_OLD_SHAPE = re.compile(r"[0-9]{15}")


class RejectionReason(StrEnum):
    EMPTY = "empty"
    CHARACTERS = "characters"
    OLD_FORMAT = "old_format"
    LENGTH = "length"
    DATE = "date"
    FUTURE = "future"
    CHECKSUM = "checksum"
    PERMIT = "permit"


class Caution(StrEnum):
    UNKNOWN_REGION = "unknown_region"
    UNDER_14 = "under_14"
    UNDER_18 = "under_18"


TEXTS = read_texts(__file__, "numbers.yaml")
REJECTION_MESSAGES: dict[RejectionReason, str | Promise] = TEXTS["rejected"]
CAUTIONS: dict[Caution, str | Promise] = TEXTS["cautions"]


@dataclass(frozen=True, slots=True)
class IdentityCheck:
    """What can be read from a number. `birth_date` and `sex` only when it is accepted."""

    input: str
    normalized: str
    accepted: bool
    reason: RejectionReason | None = None
    birth_date: date | None = None
    sex: str | None = None
    warnings: tuple[Caution, ...] = ()
    suggestion: str | None = None

    @property
    def sentence(self) -> str | Promise | None:
        """Why it was rejected, for the person who typed it."""
        return REJECTION_MESSAGES[self.reason] if self.reason else None

    def __repr__(self) -> str:
        # Tracebacks and logs print reprs; a number must not come along (R-PRIV-6).
        verdict = "accepted" if self.accepted else f"rejected: {self.reason}"
        return f"<IdentityCheck {mask(self.normalized)} {verdict}>"


def normalize(text: str) -> str:
    """NFKC, so that full-width digits count; trimmed; upper case (R-ID-4)."""
    return unicodedata.normalize("NFKC", text).strip().upper()


def check_identity(text: str, today: date, allow_residence_permits: bool = False) -> IdentityCheck:
    """Check one number as typed. `today`: the Beijing date."""
    number = normalize(text)

    def rejected(reason: RejectionReason, suggestion: str | None = None) -> IdentityCheck:
        return IdentityCheck(text, number, False, reason, suggestion=suggestion)

    if _OLD_SHAPE.fullmatch(number):
        return rejected(RejectionReason.OLD_FORMAT, suggestion=_upgraded(number, today))
    if misshape := _misshape(number):
        return rejected(misshape)
    born = _birth_date(number)
    if born is None:
        return rejected(RejectionReason.DATE)
    if born > today:
        return rejected(RejectionReason.FUTURE)
    # last: a wrong date is the more helpful message
    if check_digit(number) != number[17]:
        return rejected(RejectionReason.CHECKSUM)
    if number.startswith(PERMIT_PREFIXES) and not allow_residence_permits:
        return rejected(RejectionReason.PERMIT)
    return IdentityCheck(
        input=text,
        normalized=number,
        accepted=True,
        birth_date=born,
        # the 17th digit: odd for men (GB 11643-1999)
        sex="male" if int(number[16]) % 2 else "female",
        warnings=_warnings(number, born, today),
    )


def check_digit(number: str) -> str:
    """ISO 7064 MOD 11-2 over the first 17 digits (R-ID-5)."""
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECK_DIGITS[total % 11]


def age_on(day: date, born: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def mask(number: str) -> str:
    """No more than the first 3 and last 4 (R-PRIV-6); what is too short to hide shows nothing."""
    if len(number) < 12:
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 7) + number[-4:]


def mask_within(text: str, today: date) -> str:
    """The same text with every identity number in it masked: customs quotes them in its reasons.

    A number counts as one by its date and check digit; other long numbers stay."""

    def masked(match: re.Match[str]) -> str:
        number = normalize(match[0])
        return mask(number) if check_identity(number, today, True).accepted else match[0]

    return _WITHIN.sub(masked, text)


def _misshape(number: str) -> RejectionReason | None:
    if not number:
        return RejectionReason.EMPTY
    if not re.fullmatch(r"[0-9]*X?", number):
        return RejectionReason.CHARACTERS
    return None if _SHAPE.fullmatch(number) else RejectionReason.LENGTH


def _birth_date(number: str) -> date | None:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if born.year >= EARLIEST_YEAR else None


def _warnings(number: str, born: date, today: date) -> tuple[Caution, ...]:
    match = []
    if int(number[:2]) not in PROVINCES:
        match.append(Caution.UNKNOWN_REGION)
    age = age_on(today, born)
    if age < 18:  # R-PRIV-4
        match.append(Caution.UNDER_14 if age < 14 else Caution.UNDER_18)
    return tuple(match)


def _upgraded(old: str, today: date) -> str | None:
    """The 18 characters a 15-digit number became; offered, never taken silently (R-ID-4)."""
    digits = f"{old[:6]}19{old[6:]}"
    born = _birth_date(digits)
    return digits + check_digit(digits) if born and born <= today else None
