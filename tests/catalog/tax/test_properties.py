"""What is true of every order, whatever its figures."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.money import InvalidFigureError
from catalog.tax.allocation import allocate, part_of
from catalog.tax.formula import Basis, LineRates, ValueTest, taxes_on
from catalog.tax.limit_table import rules_on
from catalog.tax.limits import TaxChannel
from catalog.tax.quote import QuoteLine, QuoteRequest, quote
from catalog.tax.returns import ReturnPart, return_to_customs

FEN = Decimal("0.01")
K = Decimal("0.7")
TODAY = date(2026, 3, 1)


def yuan(max_yuan: int = 30_000) -> st.SearchStrategy[Decimal]:
    return st.integers(0, max_yuan * 100).map(lambda fen: Decimal(fen).scaleb(-2))


def rate(max_rate: str) -> st.SearchStrategy[Decimal]:
    return st.integers(0, int(Decimal(max_rate) * 10_000)).map(lambda n: Decimal(n).scaleb(-4))


value_tests = st.builds(
    ValueTest,
    basis=st.sampled_from(Basis),
    quantity=st.integers(1, 10_000).map(lambda n: Decimal(n).scaleb(-1)),
    threshold=st.integers(1, 20).map(Decimal),
    rate=rate("0.5"),
)
rates = st.builds(
    LineRates,
    vat=rate("0.17"),
    consumption=rate("0.56"),
    consumption_specific=yuan(100),
    duty=rate("0.65"),
    value_test=st.none() | value_tests,
)


@st.composite
def requests(draw, max_lines: int = 6, max_yuan: int = 900) -> QuoteRequest:
    count = draw(st.integers(1, max_lines))
    lines = tuple(
        QuoteLine(i, draw(st.integers(1, 5)), draw(yuan(max_yuan)), draw(rates))
        for i in range(1, count + 1)
    )
    return QuoteRequest(
        TODAY, lines, draw(yuan(60)), draw(yuan(20)), used_before=draw(yuan(26_000))
    )


def exactly_rounded(value: Fraction) -> Decimal:
    """Half-up in whole numbers: another road to the same fen."""
    fen = value * 100
    return Decimal((2 * fen.numerator + fen.denominator) // (2 * fen.denominator)).scaleb(-2)


@given(yuan(), rates, st.booleans())
def test_the_formula_agrees_with_fractions(dutiable, line_rates, full):
    taxes = taxes_on(dutiable, line_rates, full=full, share=K)

    p, s, v = (Fraction(x) for x in (dutiable, line_rates.consumption_specific, line_rates.vat))
    c = Fraction(line_rates.consumption_for(dutiable))
    k = Fraction(1) if full else Fraction(7, 10)
    d = p * Fraction(line_rates.duty) if full else Fraction(0)
    b = (p + d + s) / (1 - c)
    assert taxes.duty == exactly_rounded(d)
    assert taxes.consumption_tax == exactly_rounded(k * (b * c + s))
    assert taxes.vat == exactly_rounded(k * b * v)


@given(yuan(), st.lists(yuan(), min_size=1, max_size=30))
def test_shares_add_up_exactly_and_are_never_negative(amount, values):
    shares = allocate(amount, values)

    assert sum(shares) == amount
    assert all(share >= 0 for share in shares)
    if any(values):
        assert all(not share for share, value in zip(shares, values, strict=True) if not value)


@given(yuan(), st.lists(yuan(), min_size=2, max_size=10))
def test_every_share_but_the_last_is_cut_down(amount, values):
    shares = allocate(amount, values)
    last = max((i for i, value in enumerate(values) if value), default=len(values) - 1)

    for share, value in list(zip(shares, values, strict=True))[:last]:
        exact = Fraction(amount) * Fraction(value) / (Fraction(sum(values)) or 1)
        assert 0 <= exact - Fraction(share) < Fraction(1, 100)


@given(requests())
def test_totals_are_the_sum_of_their_parts(request):
    quoted = quote(request)
    goods = sum(line.unit_price * line.quantity for line in request.lines)
    assert quoted.goods_value == goods
    assert quoted.dutiable == goods + request.freight + request.insurance
    if not quoted.eligible:
        assert (quoted.lines, quoted.tax_total, quoted.actual_paid) == ((), 0, 0)
        assert quoted.used_after == request.used_before
        return
    assert sum(line.freight for line in quoted.lines) == request.freight
    assert sum(line.insurance for line in quoted.lines) == request.insurance
    assert sum(line.dutiable for line in quoted.lines) == quoted.dutiable
    assert sum(line.tax_total for line in quoted.lines) == quoted.tax_total
    assert quoted.actual_paid == quoted.dutiable + quoted.tax_total
    assert quoted.used_after == request.used_before + quoted.dutiable


@given(requests())
def test_the_limits_hold_for_every_order(request):
    quoted = quote(request)
    if quoted.channel is TaxChannel.REDUCED:
        assert quoted.dutiable <= 5000
        assert quoted.used_after <= 26_000
        assert quoted.taxes.duty == 0
    elif quoted.channel is TaxChannel.FULL:
        assert 5000 < quoted.dutiable < 26_000
        assert quoted.used_after <= 26_000
        assert len(request.lines) == 1
        assert request.lines[0].quantity == 1
    else:
        assert quoted.dutiable > 5000 or request.used_before + quoted.dutiable > 26_000


@given(requests())
def test_quoted_twice_it_answers_the_same_whatever_the_callers_decimal_context(request):
    first = quote(request)
    with localcontext() as context:
        context.prec = 4
        context.rounding = ROUND_HALF_UP
        again = quote(request)
    assert again == first
    assert all(
        amount == amount.quantize(FEN)
        for line in first.lines
        for amount in (line.taxes.duty, line.taxes.consumption_tax, line.taxes.vat)
    )


@given(yuan(), yuan(), rates, st.booleans())
def test_more_value_is_never_taxed_less(one, other, line_rates, full):
    low, high = sorted((one, other))
    cheap = taxes_on(low, line_rates, full=full, share=K)
    dear = taxes_on(high, line_rates, full=full, share=K)

    assert cheap.duty <= dear.duty
    assert cheap.consumption_tax <= dear.consumption_tax
    assert cheap.vat <= dear.vat


def combined_rate(vat, consumption, share):
    """The single percentage that shops print (9.1 % of plain goods)."""
    return share * (vat + consumption) / (1 - consumption)


@given(yuan(5000), rate("0.17"), rate("0.56"))
def test_the_combined_rate_differs_by_a_fen_at_most(dutiable, vat, consumption):
    taxes = taxes_on(dutiable, LineRates(vat, consumption), full=False, share=K)
    shown = (dutiable * combined_rate(vat, consumption, K)).quantize(FEN, ROUND_HALF_UP)

    assert abs(taxes.total - shown) <= FEN


def test_the_combined_rate_of_plain_goods_is_9_1_percent():
    assert combined_rate(Decimal("0.13"), Decimal(0), K) == Decimal("0.091")


@given(yuan(), rates)
def test_one_piece_costs_its_price_and_the_taxes_on_it(price, line_rates):
    one = quote(QuoteRequest(TODAY, (QuoteLine(1, 1, price, line_rates),)))
    rules = rules_on(TODAY)
    channel, _ = rules.judge(dutiable=price, used_before=Decimal(0), one_item=True)
    full = channel is TaxChannel.FULL

    assert one.channel is channel
    if one.eligible:
        taxes = taxes_on(price, line_rates, full=full, share=rules.tax_share)
        assert one.actual_paid == price + taxes.total


@given(yuan(), st.integers(1, 40), st.data())
def test_parts_of_a_line_add_up_in_any_split(charged, pieces, data):
    before, parts = 0, []
    while before < pieces:
        now = data.draw(st.integers(1, pieces - before))
        parts.append(part_of(charged, of=pieces, before=before, now=now))
        before += now

    assert sum(parts) == charged
    assert all(part >= 0 for part in parts)


@given(requests(max_yuan=100), st.data())
def test_returned_piece_by_piece_everything_comes_back(request, data):
    charged = quote(request)
    if not charged.eligible:
        return
    returned_before = {line.line: 0 for line in request.lines}
    left = [line.line for line in request.lines for _ in range(line.quantity)]
    tax = used = Decimal(0)
    for number in data.draw(st.permutations(left)):
        part = ReturnPart(number, 1, returned_before[number])
        back = return_to_customs(charged, [part], applied_day=30, arrived_day=45)
        returned_before[number] += 1
        tax += back.tax
        used += back.used_delta

    assert tax == charged.tax_total
    assert charged.used_after + used == request.used_before


@given(rates, st.integers(1, 50))
def test_rates_of_a_piece_become_those_of_a_line(line_rates, pieces):
    line = line_rates.times(pieces)
    assert line.consumption_specific == line_rates.consumption_specific * pieces
    if line_rates.value_test:
        assert line.value_test.quantity == line_rates.value_test.quantity * pieces
        price = Decimal("12.34")
        assert line.consumption_for(price * pieces) == line_rates.consumption_for(price)


@given(st.dates(date(2016, 4, 8), date(2040, 1, 1)))
def test_every_day_since_the_channel_began_has_its_rules(day):
    assert rules_on(day).per_order == (2000 if day < date(2019, 1, 1) else 5000)


@pytest.mark.parametrize("price", [1.5, 1, "1.50", None])
def test_a_price_that_is_no_decimal_is_rejected(price):
    with pytest.raises(InvalidFigureError, match=r"^unit_price: must be a Decimal"):
        QuoteLine(1, 1, price, LineRates(Decimal("0.13")))


@pytest.mark.parametrize(
    ("price", "problem"),
    [("-0.01", "negative"), ("1.005", "two decimal"), ("NaN", "negative"), ("1E+20", "large")],
)
def test_a_price_that_is_no_money_is_rejected(price, problem):
    with pytest.raises(InvalidFigureError, match=problem):
        QuoteLine(1, 1, Decimal(price), LineRates(Decimal("0.13")))


def test_a_percentage_given_as_a_rate_is_rejected():
    with pytest.raises(InvalidFigureError, match="fraction"):
        LineRates(vat=Decimal(13), consumption=Decimal(15))
