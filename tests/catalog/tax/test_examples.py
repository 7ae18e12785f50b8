"""Worked examples of the rule book's tax sections, computed by hand; each names its rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from catalog.tax.formula import Basis, LineRates, Taxes, ValueTest
from catalog.tax.quote import QuoteLine, QuoteRequest, quote

FOOD = LineRates(vat=D("0.13"))
BOOK_RATES = LineRates(vat=D("0.09"))
WINE = LineRates(vat=D("0.13"), consumption=D("0.10"))


def cream(grams: str) -> LineRates:
    test = ValueTest(Basis.G_OR_ML, D(grams), D("10"), D("0.15"))
    return LineRates(vat=D("0.13"), value_test=test)


def masks(pieces: str) -> LineRates:
    test = ValueTest(Basis.PIECE, D(pieces), D("15"), D("0.15"))
    return LineRates(vat=D("0.13"), value_test=test)


def watch(pieces: str) -> LineRates:
    test = ValueTest(Basis.PIECE, D(pieces), D("10000"), D("0.20"))
    return LineRates(vat=D("0.13"), duty=D("0.08"), value_test=test)


# rule, date, rates, unit price, quantity, freight, insurance → duty, consumption tax, VAT
ONE_LINE = [
    ("R-TAX-3 the plainest case", "2024-01-01", FOOD, "100.00", 1, "0", "0",
     "0.00", "0.00", "9.10"),
    ("R-TIME-1 VAT 17 % of 2016", "2016-05-01", LineRates(vat=D("0.17")), "100.00", 1, "0", "0",
     "0.00", "0.00", "11.90"),
    ("R-TIME-1 VAT 16 % of 2018", "2018-06-01", LineRates(vat=D("0.16")), "100.00", 1, "0", "0",
     "0.00", "0.00", "11.20"),
    ("R-TAX-2 freight and insurance are taxed", "2024-01-01", FOOD, "480.00", 1, "15.00", "5.00",
     "0.00", "0.00", "45.50"),
    ("R-TAX-5 books at 9 %: 0.063 × 80", "2024-01-01", BOOK_RATES, "80.00", 1, "0", "0",
     "0.00", "0.00", "5.04"),
    ("R-TAX-12 half a fen goes up: 0.091 × 5.00 = 0.455", "2024-01-01", FOOD, "5.00", 1, "0", "0",
     "0.00", "0.00", "0.46"),
    ("R-TAX-12 less than half goes down: 0.091 × 4.94 = 0.44954", "2024-01-01", FOOD, "4.94", 1,
     "0", "0", "0.00", "0.00", "0.45"),
    ("R-TAX-12 less than half a fen is nothing: 0.091 × 0.05", "2024-01-01", FOOD, "0.05", 1,
     "0", "0", "0.00", "0.00", "0.00"),
    ("R-TAX-12 the first taxed fen: 0.091 × 0.06 = 0.00546", "2024-01-01", FOOD, "0.06", 1,
     "0", "0", "0.00", "0.00", "0.01"),
    ("R-TAX-14 no 50-yuan waiver: tax of 9.10 and of 0.91 alike", "2024-01-01", FOOD, "10.00", 1,
     "0", "0", "0.00", "0.00", "0.91"),
    ("R-TAX-4 wine: B = 900/0.9 = 1000, C = 70, V = 91", "2024-01-01", WINE, "900.00", 1, "0", "0",
     "0.00", "70.00", "91.00"),
    ("R-TAX-4 wine that does not divide: B = 111.111…", "2024-01-01", WINE, "100.00", 1, "0", "0",
     "0.00", "7.78", "10.11"),
    ("R-TAX-3 rate of 30 %: B = 1/0.7, V = 0.7·B·0.13 = 0.13 × 0.50 = 0.065 exactly, up",
     "2024-01-01", LineRates(vat=D("0.13"), consumption=D("0.30")), "0.50", 1, "0", "0",
     "0.00", "0.15", "0.07"),
    ("R-TAX-3 spirits 20 % + 0.50 for 500 ml: B = 400.5/0.8 = 500.625; C = 0.7·100.625",
     "2024-01-01",
     LineRates(vat=D("0.13"), consumption=D("0.20"), consumption_specific=D("0.50")),
     "400.00", 1, "0", "0", "0.00", "70.44", "45.56"),
    ("R-TAX-3 beer, specific only: 0.22 a litre × 10: B = 102.2, C = 1.54, V = 9.3002",
     "2024-01-01", LineRates(vat=D("0.13"), consumption_specific=D("2.20")), "100.00", 1, "0", "0",
     "0.00", "1.54", "9.30"),
    ("R-TAX-6 skin care of 21.25 a gram: B = 500", "2024-01-01", cream("20"), "425.00", 1,
     "0", "0", "0.00", "52.50", "45.50"),
    ("R-TAX-6 exactly 10 a gram is high-end: B = 340/0.85 = 400", "2024-01-01", cream("34"),
     "340.00", 1, "0", "0", "0.00", "42.00", "36.40"),
    ("R-TAX-6 a fen below 10 a gram is not: 0.091 × 339.99 = 30.93909", "2024-01-01", cream("34"),
     "339.99", 1, "0", "0", "0.00", "0.00", "30.94"),
    ("R-TAX-6 freight lifts it over: 336 + 4 = 340", "2024-01-01", cream("34"), "336.00", 1,
     "3.00", "1.00", "0.00", "42.00", "36.40"),
    ("R-TAX-7 ten masks in a box: 14.99 each stays free", "2024-01-01", masks("10"), "149.90", 1,
     "0", "0", "0.00", "0.00", "13.64"),
    ("R-TAX-7 ten masks in a box: 15.00 each is high-end: 150/0.85·0.105 = 18.529",
     "2024-01-01", masks("10"), "150.00", 1, "0", "0", "0.00", "18.53", "16.06"),
    ("R-TAX-7 taken as one piece the same box would pass", "2024-01-01", masks("1"), "149.90", 1,
     "0", "0", "0.00", "18.52", "16.05"),
    ("R-TAX-6 quantity is the whole line's: 3 jars of 34 g", "2024-01-01", cream("102"), "340.00",
     3, "0", "0", "0.00", "126.00", "109.20"),
    ("R-TAX-6 the test overrides the plain rate", "2024-01-01",
     LineRates(vat=D("0.13"), consumption=D("0.15"),
           value_test=ValueTest(Basis.PIECE, D("1"), D("15"), D("0.15"))),
     "14.99", 1, "0", "0", "0.00", "0.00", "1.36"),
    ("R-LIM-1 exactly 5,000 keeps duty at 0", "2024-01-01",
     LineRates(vat=D("0.13"), duty=D("0.20")), "5000.00", 1, "0", "0", "0.00", "0.00", "455.00"),
    ("R-LIM-3 5,000.01 for one item pays all: D = 1000.002, V = 6000.012·0.13 = 780.00156",
     "2024-01-01", LineRates(vat=D("0.13"), duty=D("0.20")), "5000.01", 1, "0", "0",
     "1000.00", "0.00", "780.00"),
    ("R-LIM-3 with R-TAX-4, bag and c 10 %: D 800, B = 8800/0.9 = 9777.78, k 1", "2024-01-01",
     LineRates(vat=D("0.13"), consumption=D("0.10"), duty=D("0.10")), "8000.00", 1, "0", "0",
     "800.00", "977.78", "1271.11"),
    ("R-TAX-5 watch from 10,000: D = 800, B = 10800/0.8 = 13500", "2024-01-01", watch("1"),
     "10000.00", 1, "0", "0", "800.00", "2700.00", "1755.00"),
    ("R-TAX-5 watch of 9,999: D = 799.92, V = 10798.92 × 0.13", "2024-01-01", watch("1"),
     "9999.00", 1, "0", "0", "799.92", "0.00", "1403.86"),
    ("R-LIM-3 freight lifts one item over 5,000: P 5,010, V = 651.30", "2024-01-01", FOOD,
     "4990.00", 1, "20.00", "0", "0.00", "0.00", "651.30"),
    ("R-LIM-3 a fen below 26,000: V = 25,999.99 × 0.13", "2024-01-01", FOOD, "25999.99", 1,
     "0", "0", "0.00", "0.00", "3380.00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "rates", "price", "quantity", "freight", "insurance", "duty", "consumption", "vat"),
    [row[1:] for row in ONE_LINE],
    ids=[row[0] for row in ONE_LINE],
)
def test_taxes_of_one_line(on, rates, price, quantity, freight, insurance, duty, consumption, vat):
    line = QuoteLine(1, quantity, D(price), rates)
    quoted = quote(QuoteRequest(date.fromisoformat(on), (line,), D(freight), D(insurance)))

    assert quoted.taxes == Taxes(D(duty), D(consumption), D(vat))
    assert quoted.eligible


def order(*lines, on="2024-01-01", **figures):
    lines = tuple(
        QuoteLine(i, quantity, D(price), rates)
        for i, (price, quantity, rates) in enumerate(lines, start=1)
    )
    amounts = {name: D(figure) for name, figure in figures.items()}
    return quote(QuoteRequest(date.fromisoformat(on), lines, **amounts))


# rule, order → channel, reason, tax, actually paid, used after
ORDERS = [
    ("R-LIM-1 three lines up to 5,000",
     order(("2000.00", 1, FOOD), ("2000.00", 1, FOOD), ("1000.00", 1, FOOD)),
     "reduced", None, "455.00", "5455.00", "5000.00"),
    ("R-LIM-4 three lines over 5,000 by a fen",
     order(("2000.00", 1, FOOD), ("2000.00", 1, FOOD), ("1000.01", 1, FOOD)),
     "blocked", "single_limit", "0.00", "0.00", "0.00"),
    ("R-LIM-1 freight counts toward the limit",
     order(("2500.00", 2, FOOD), freight="0.01"),
     "blocked", "single_limit", "0.00", "0.00", "0.00"),
    ("R-LIM-1 insurance counts toward the limit",
     order(("2500.00", 2, FOOD), insurance="0.01"),
     "blocked", "single_limit", "0.00", "0.00", "0.00"),
    ("R-LIM-5 two of the same are not one item",
     order(("3000.00", 2, FOOD)), "blocked", "single_limit", "0.00", "0.00", "0.00"),
    ("R-LIM-5 a gift beside it ends the exception",
     order(("6000.00", 1, FOOD), ("0.00", 1, FOOD)),
     "blocked", "single_limit", "0.00", "0.00", "0.00"),
    ("R-LIM-3 one item counts toward the year",
     order(("6000.00", 1, FOOD), used_before="20000.00"),
     "full", None, "780.00", "6780.00", "26000.00"),
    ("R-LIM-3 one item that would pass the year is general trade",
     order(("6000.00", 1, FOOD), used_before="20000.01"),
     "blocked", "annual_limit", "0.00", "0.00", "20000.01"),
    ("R-LIM-3 exactly 26,000 is not below", order(("26000.00", 1, FOOD)),
     "blocked", "single_limit", "0.00", "0.00", "0.00"),
    ("R-LIM-2 a year of exactly 26,000",
     order(("1000.00", 1, FOOD), used_before="25000.00"),
     "reduced", None, "91.00", "1091.00", "26000.00"),
    ("R-LIM-2 a year over by a fen",
     order(("1000.01", 1, FOOD), used_before="25000.00"),
     "blocked", "annual_limit", "0.00", "0.00", "25000.00"),
    ("R-LIM-1 2,000 in 2018", order(("1000.00", 2, FOOD), on="2018-12-31"),
     "reduced", None, "182.00", "2182.00", "2000.00"),
    ("R-LIM-1 2,000.01 in 2018, and one item is no exception yet (R-LIM-4)",
     order(("2000.01", 1, FOOD), on="2018-12-31"),
     "blocked", "single_limit", "0.00", "0.00", "0.00"),
    ("R-TIME-1 the day the limits rose", order(("2000.01", 1, FOOD), on="2019-01-01"),
     "reduced", None, "182.00", "2182.01", "2000.01"),
    ("R-LIM-1 20,000 a year until 2018",
     order(("100.00", 1, FOOD), on="2018-12-31", used_before="19900.01"),
     "blocked", "annual_limit", "0.00", "0.00", "19900.01"),
    ("R-TAX-9 points don't lower the tax; R-TAX-8 they lower the payment",
     order(("480.00", 1, FOOD), freight="15.00", insurance="5.00", noncash_discount="100.00"),
     "reduced", None, "45.50", "445.50", "500.00"),
    ("R-TAX-10 a cut for everyone is a lower price",
     order(("380.00", 1, FOOD), freight="15.00", insurance="5.00"),
     "reduced", None, "36.40", "436.40", "400.00"),
    ("R-TAX-12 each line rounds: 5.00 twice is 0.92, not 0.91",
     order(("5.00", 1, FOOD), ("5.00", 1, FOOD)), "reduced", None, "0.92", "10.92", "10.00"),
    ("R-TAX-12 two of them on one line is 0.91", order(("5.00", 2, FOOD)),
     "reduced", None, "0.91", "10.91", "10.00"),
    ("R-TAX-13 a gift is taxed on nothing",
     order(("100.00", 1, FOOD), ("0.00", 1, WINE), freight="10.00"),
     "reduced", None, "10.01", "120.01", "110.00"),
    ("R-TAX-3 mixed rates: 9.10 + 6.30 + (7.78 + 10.11)",
     order(("100.00", 1, FOOD), ("100.00", 1, BOOK_RATES), ("100.00", 1, WINE)),
     "reduced", None, "33.29", "333.29", "300.00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("quoted", "channel", "reason", "tax", "paid", "used_after"),
    [row[1:] for row in ORDERS],
    ids=[row[0] for row in ORDERS],
)
def test_orders(quoted, channel, reason, tax, paid, used_after):
    assert (quoted.channel, quoted.reason, quoted.tax_total) == (channel, reason, D(tax))
    assert (quoted.actual_paid, quoted.used_after) == (D(paid), D(used_after))
    assert bool(quoted.lines) is quoted.eligible


# rule, freight, goods values → shares
SHARES = [
    ("R-TAX-11 cut down, the last takes the rest", "10.00", ["1", "1", "1"],
     ["3.33", "3.33", "3.34"]),
    ("R-TAX-11 by goods value", "15.00", ["100.00", "200.00"], ["5.00", "10.00"]),
    ("R-TAX-11 cut down even above half a fen", "0.05", ["2", "1"], ["0.03", "0.02"]),
    ("R-TAX-11 a gift takes nothing, the last paid line the rest", "10.00",
     ["1", "1", "1", "0"], ["3.33", "3.33", "3.34", "0"]),
    ("R-TAX-11 a gift in front", "1.00", ["0", "5"], ["0", "1.00"]),
    ("R-TAX-11 nothing but gifts: the last takes it", "1.00", ["0", "0"], ["0", "1.00"]),
    ("R-TAX-11 a single fen", "0.01", ["1", "1"], ["0", "0.01"]),
    ("R-TAX-11 nothing to share", "0", ["1", "2"], ["0", "0"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("freight", "goods", "shares"), [row[1:] for row in SHARES], ids=[row[0] for row in SHARES]
)
def test_freight_shares(freight, goods, shares):
    quoted = order(*((price, 1, FOOD) for price in goods), freight=freight)

    assert [line.freight for line in quoted.lines] == [D(share) for share in shares]
    assert sum(line.dutiable for line in quoted.lines) == quoted.dutiable


def test_customs_bill_less_the_estimate_is_the_difference_by_kind():
    estimate = order(("100.00", 1, WINE)).taxes
    bill = Taxes(duty=D("0.00"), consumption_tax=D("7.77"), vat=D("10.12"))

    assert bill - estimate == Taxes(D("0.00"), D("-0.01"), D("0.01"))  # R-TAX-15
    assert (bill - estimate).total == 0
