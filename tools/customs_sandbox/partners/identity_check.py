"""The payment firm's check of a payer's name and number (R-ID-9)."""

from tools.customs_sandbox.scenario import Scenario

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"


def identity_check(number: str, scenario: Scenario) -> str:
    """Nobody's identity is really known here: a right check digit passes."""
    if number in scenario.payer_differs:
        return "different"
    return "same" if _check_digit_fits(number) else "unchecked"


def _check_digit_fits(number: str) -> bool:
    if len(number) != 18 or not (number[:17].isascii() and number[:17].isdigit()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return number[17] == CHECK_DIGITS[total % 11]
