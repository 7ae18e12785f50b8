"""Import taxes of one line: rates in, three taxes out (R-TAX-3…7).

For the dutiable value P, with duty rate t, consumption tax c (ad valorem) and s (yuan for the
whole line), VAT rate v and the share k of the tax that the channel takes:

    D = P·t      B = (P + D + s) / (1 − c)      C = k·(B·c + s)      V = k·B·v

B holds the consumption tax at its full statutory amount; the share comes last, on each tax
(VAT Law Art. 14, R-TAX-4). Each tax is rounded half-up to the fen once (R-TAX-12).
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from catalog.money import EXACT, ONE, ZERO, InvalidFigureError, half_up, require_rate

NOTHING = Decimal(0)


class Basis(StrEnum):
    """What a value threshold is measured per (R-TAX-6)."""

    G_OR_ML = "g_or_ml"
    PIECE = "piece"


@dataclass(frozen=True, slots=True)
class ValueTest:
    """Consumption tax due only from a value per gram, millilitre or piece on (R-TAX-6, R-TAX-7).

    `quantity` is the legal second quantity of the whole line: a box of ten masks is 10.
    `threshold` in yuan per unit, inclusive. Below it the rate is 0.
    """

    basis: Basis
    quantity: Decimal
    threshold: Decimal
    rate: Decimal

    def __post_init__(self) -> None:
        if type(self.quantity) is not Decimal or type(self.threshold) is not Decimal:
            raise InvalidFigureError("quantity", "and threshold must be Decimals")
        if not self.quantity.is_finite() or self.quantity <= 0:
            raise InvalidFigureError("quantity", "must be above zero")
        if not self.threshold.is_finite() or self.threshold < 0:
            raise InvalidFigureError("threshold", "must not be negative")
        require_rate("rate_at_or_above", self.rate, below_one=True)

    def rate_for(self, dutiable: Decimal) -> Decimal:
        reached = dutiable >= EXACT.multiply(self.threshold, self.quantity)
        return self.rate if reached else NOTHING


@dataclass(frozen=True, slots=True)
class LineRates:
    """The statutory rates of a line, as fractions (0.13 is 13 %), for its whole quantity.

    `consumption_specific`: yuan for the whole line. `value_test` decides the consumption tax
    rate where it is given and overrides `consumption`.
    """

    vat: Decimal
    consumption: Decimal = NOTHING
    consumption_specific: Decimal = ZERO
    duty: Decimal = NOTHING
    value_test: ValueTest | None = None

    def __post_init__(self) -> None:
        require_rate("vat_rate", self.vat, below_one=True)
        require_rate("ct_rate", self.consumption, below_one=True)
        require_rate("duty_rate", self.duty)
        specific = self.consumption_specific
        if type(specific) is not Decimal or not specific.is_finite() or specific < 0:
            raise InvalidFigureError("ct_specific", "must be a Decimal of zero or more")

    def consumption_for(self, dutiable: Decimal) -> Decimal:
        # the test overrides the row's rate: below the threshold the rate is 0, not the row's
        if self.value_test is not None:
            return self.value_test.rate_for(dutiable)
        return self.consumption

    def times(self, quantity: int) -> "LineRates":
        """Rates of one sales unit become those of a line: what is counted grows with it."""
        if quantity == 1 or not (self.value_test or self.consumption_specific):
            return self
        test = self.value_test
        if test is not None:
            counted = EXACT.multiply(test.quantity, quantity)
            test = ValueTest(test.basis, counted, test.threshold, test.rate)
        specific = EXACT.multiply(self.consumption_specific, quantity)
        return LineRates(self.vat, self.consumption, specific, self.duty, test)


@dataclass(frozen=True, slots=True)
class Taxes:
    """Duty, consumption tax and VAT, each in yuan with two places."""

    duty: Decimal = ZERO
    consumption_tax: Decimal = ZERO
    vat: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        return self.duty + self.consumption_tax + self.vat

    def __add__(self, other: "Taxes") -> "Taxes":
        return Taxes(
            self.duty + other.duty,
            self.consumption_tax + other.consumption_tax,
            self.vat + other.vat,
        )

    def __sub__(self, other: "Taxes") -> "Taxes":
        """The difference between customs' tax bill and an estimate, by kind (R-TAX-15)."""
        return Taxes(
            self.duty - other.duty,
            self.consumption_tax - other.consumption_tax,
            self.vat - other.vat,
        )


NO_TAX = Taxes()


def taxes_on(dutiable: Decimal, rates: LineRates, *, full: bool, share: Decimal) -> Taxes:
    """Taxes of one line of dutiable value P; `full` levies duty and leaves the share at 1."""
    mul, add = EXACT.multiply, EXACT.add
    consumption = rates.consumption_for(dutiable)
    specific = rates.consumption_specific
    duty = mul(dutiable, rates.duty) if full else NOTHING
    share = ONE if full else share
    # C and V are taken as one fraction each: multiplied out first, divided last and once, so
    # that a quotient like P/0.7 can't push an exact half fen to the wrong side.
    value = add(add(dutiable, duty), specific)
    remainder = EXACT.subtract(ONE, consumption)
    levied = add(mul(value, consumption), mul(specific, remainder))
    return Taxes(
        duty=half_up(duty),
        consumption_tax=half_up(EXACT.divide(mul(share, levied), remainder)),
        vat=half_up(EXACT.divide(mul(share, mul(value, rates.vat)), remainder)),
    )
