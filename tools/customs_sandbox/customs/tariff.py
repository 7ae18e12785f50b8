"""What is due for a list, by the platform's own rates (R-TAX-2 to R-TAX-12).

Rates stand in tariff.csv by the beginning of the code, the longest that fits; 13 % and no
consumption tax for the rest. Duty is taken only outside the limits (R-LIM-3), and then by rate 0
where the table says nothing."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("tariff.csv")
CENT, ZERO, ONE = Decimal("0.01"), Decimal(0), Decimal(1)
INSIDE = Decimal("0.7")
SINGLE = Decimal(5000)


@dataclass(frozen=True, slots=True)
class Rates:
    """per_litre: yuan; per_gram, per_piece: consumption tax only from this value on (R-TAX-6)."""

    vat: Decimal = Decimal("0.13")
    consumption: Decimal = ZERO
    duty: Decimal = ZERO
    per_litre: Decimal = ZERO
    per_gram: Decimal = ZERO
    per_piece: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class LineTax:
    gnum: str
    gcode: str
    price: Decimal
    duty: Decimal
    vat: Decimal
    consumption: Decimal


def line_taxes(head: Mapping[str, str], lines: Sequence[Mapping[str, str]]) -> list[LineTax]:
    """lines: the list's, with the quantities that stay in the country."""
    values = [Decimal(line["totalPrice"]) for line in lines]
    charges = Decimal(head.get("freight") or 0) + Decimal(head.get("insuredFee") or 0)
    prices = [value + share for value, share in zip(values, shares(charges, values), strict=True)]
    # Over the single limit every tax is due in full (R-LIM-3).
    outside = sum(prices, ZERO) > SINGLE
    return [_line_tax(line, price, outside) for line, price in zip(lines, prices, strict=True)]


def shares(amount: Decimal, values: Sequence[Decimal]) -> list[Decimal]:
    """Cut down to the fen; the last line with a value takes the rest (R-TAX-11)."""
    total = sum(values, ZERO)
    # A gift of value 0 bears no freight.
    takes_rest = max((n for n, value in enumerate(values) if value > 0), default=len(values) - 1)
    parts = [
        (amount * value / total).quantize(CENT, ROUND_DOWN) if total else ZERO for value in values
    ]
    if parts:
        parts[takes_rest] += amount - sum(parts, ZERO)
    return parts


def _line_tax(line: Mapping[str, str], price: Decimal, outside: bool) -> LineTax:
    rates = rates_of(line["gcode"])
    consumption = rates.consumption if _is_taxed(line, price, rates) else ZERO
    specific = rates.per_litre * _litres(line) if consumption else ZERO
    factor = ONE if outside else INSIDE
    duty = price * rates.duty if outside else ZERO
    # Consumption tax is part of its own base (R-TAX-4).
    base = (price + duty + specific) / (ONE - consumption)
    return LineTax(
        line["gnum"].strip(),
        line["gcode"],
        price,
        _rounded(duty),
        _rounded(factor * base * rates.vat),
        _rounded(factor * (base * consumption + specific)),
    )


def _is_taxed(line: Mapping[str, str], price: Decimal, rates: Rates) -> bool:
    """By the content, unless it is unknown or several pieces are sold as one (R-TAX-7)."""
    if not (rates.per_gram or rates.per_piece):
        return bool(rates.consumption)
    grams = Decimal(line.get("qty1") or 0) * 1000 if line.get("unit1") == "035" else ZERO
    pieces, sold = Decimal(line.get("qty2") or 0), Decimal(line.get("qty") or 1)
    if rates.per_piece and (pieces > sold or not (rates.per_gram and grams)):
        return price >= rates.per_piece * pieces > 0
    return bool(grams) and price >= rates.per_gram * grams


def _litres(line: Mapping[str, str]) -> Decimal:
    for quantity, unit in (("qty1", "unit1"), ("qty2", "unit2")):
        if line.get(unit) == "095":
            return Decimal(line[quantity])
    return ZERO


def rates_of(code: str) -> Rates:
    table = _table()
    return next((table[code[:n]] for n in range(10, 1, -1) if code[:n] in table), Rates())


@cache
def _table() -> dict[str, Rates]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Rates(
                **{field.name: Decimal(row[field.name] or 0) for field in fields(Rates)}
            )
            for row in csv.DictReader(file)
        }


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)
