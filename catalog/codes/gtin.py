"""GS1 article numbers: 8, 12, 13 or 14 digits, the last of them a check digit."""

LENGTHS = frozenset({8, 12, 13, 14})


def check_digit(body: str) -> str:
    """For all digits but the last: weights 3, 1, 3 … from the right (GS1)."""
    total = sum(int(digit) * (3 if n % 2 == 0 else 1) for n, digit in enumerate(reversed(body)))
    return str(-total % 10)


def restricted_gtin(number: int) -> str:
    """A 13-digit number of the range 29, which GS1 leaves to a company's own use."""
    # 20–29 are for use within a company: no real article can have such a number
    body = f"29{number:010}"
    return body + check_digit(body)
