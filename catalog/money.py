"""Yuan as exact decimals: what the rule modules agree on before they compute (R-TAX-12)."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)

ZERO = Decimal("0.00")
FEN = Decimal("0.01")
ONE = Decimal(1)

# Wide enough that a product of money and rates is exact and a quotient that is not a tie can
# never be rounded into one. Used explicitly, so a caller's own decimal context changes nothing.
EXACT = Context(
    prec=60,
    rounding=ROUND_HALF_UP,
    Emin=MIN_EMIN,
    Emax=MAX_EMAX,
    traps=[DivisionByZero, InvalidOperation, Overflow],
)


class InvalidFigureError(ValueError):
    """A figure the rules can't work with. `field` names it, `problem` is an English sentence."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


@contextmanager
def within(outer: str) -> Iterator[None]:
    """A complaint from inside, as the holder of the record words it: `lines[0].unit_price`."""
    try:
        yield
    except InvalidFigureError as exc:
        field = f"{outer}.{exc.field}" if exc.field else outer
        raise InvalidFigureError(field, exc.problem) from exc


def half_up(amount: Decimal) -> Decimal:
    """Round to the fen, half-up (Order 272 of GACC Art. 13; R-TAX-12)."""
    return amount.quantize(FEN, ROUND_HALF_UP, EXACT)


def require_yuan(field: str, amount: Decimal) -> None:
    """Refuse what is not an amount of money: not a decimal, negative, or finer than a fen."""
    if type(amount) is not Decimal:
        raise InvalidFigureError(field, f"must be a Decimal, not {type(amount).__name__}")
    if not amount.is_finite() or amount < 0:
        raise InvalidFigureError(field, "must not be negative")
    if amount >= 10**13:
        raise InvalidFigureError(field, "is too large")
    if amount != amount.quantize(FEN, ROUND_HALF_UP, EXACT):
        raise InvalidFigureError(field, "has more than two decimal places")


def require_rate(field: str, rate: Decimal, *, below_one: bool = False) -> None:
    """Refuse what is not a tax rate: 0.13 is 13 %. A share of the price itself stays below 1."""
    if type(rate) is not Decimal:
        raise InvalidFigureError(field, f"must be a Decimal, not {type(rate).__name__}")
    if not rate.is_finite() or rate < 0:
        raise InvalidFigureError(field, "must not be negative")
    if rate >= (1 if below_one else 100):
        raise InvalidFigureError(field, "is a fraction, not a percentage: write 0.13 for 13 %")
    if rate.as_tuple().exponent < -8:  # type: ignore[operator]
        raise InvalidFigureError(field, "has more than eight decimal places")
