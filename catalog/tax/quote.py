"""What a customer pays customs: the arithmetic of every price and tax on the site.

Pure: prices, rates and dates come in, nothing is looked up. The catalogue's goods get here through
`catalog.prices.quotes.quote_goods`, the figures of `manage.py quote` through
`catalog.tax.quote_json`. `docs/tax.md` explains the same to a customs reader.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from catalog.money import EXACT, ZERO, InvalidFigureError, half_up, require_yuan
from catalog.tax.allocation import allocate
from catalog.tax.formula import NO_TAX, LineRates, Taxes, taxes_on
from catalog.tax.limit_table import rules_on
from catalog.tax.limits import BlockReason, ChannelRules, TaxChannel


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One line of an order. A gift has unit price 0 and still counts as a line (R-TAX-13).

    `unit_price`: yuan, two places, after price cuts open to everyone and before coupons and
    points, which never lower the dutiable value (R-TAX-9, R-TAX-10).
    """

    line: int
    quantity: int
    unit_price: Decimal
    rates: LineRates

    def __post_init__(self) -> None:
        if type(self.quantity) is not int or not 0 < self.quantity < 10**6:
            raise InvalidFigureError("qty", "must be a whole number of pieces above zero")
        require_yuan("unit_price", self.unit_price)

    @classmethod
    def of_pieces(
        cls, line: int, quantity: int, unit_price: Decimal, rates: LineRates
    ) -> "QuoteLine":
        """A line whose rates are given for one sales unit, as the catalogue keeps them."""
        return cls(line, quantity, unit_price, rates.times(quantity))

    @property
    def goods_value(self) -> Decimal:
        return half_up(EXACT.multiply(self.unit_price, self.quantity))


@dataclass(frozen=True, slots=True)
class QuoteRequest:
    """An order as its buyer would place it. Amounts: yuan, two places, ≥ 0.

    `on`: the Beijing date whose rules apply, that of the declaration (R-TIME-1).
    `noncash_discount`: the part settled by points, vouchers or virtual money (R-TAX-8).
    `used_before`: dutiable value the orderer has already used of this year's limit.
    """

    on: date
    lines: tuple[QuoteLine, ...]
    freight: Decimal = ZERO
    insurance: Decimal = ZERO
    noncash_discount: Decimal = ZERO
    used_before: Decimal = ZERO

    def __post_init__(self) -> None:
        if not self.lines:
            raise InvalidFigureError("lines", "an order has at least one line")
        if len({line.line for line in self.lines}) != len(self.lines):
            raise InvalidFigureError("lines", "two lines carry the same number")
        require_yuan("freight", self.freight)
        require_yuan("insurance", self.insurance)
        require_yuan("noncash_discount", self.noncash_discount)
        require_yuan("used_before", self.used_before)

    @property
    def is_one_item(self) -> bool:
        """One line of quantity one, no gift line beside it (R-LIM-5)."""
        return len(self.lines) == 1 and self.lines[0].quantity == 1


@dataclass(frozen=True, slots=True)
class QuotedLine(QuoteLine):
    """A line with its share of the charges and its taxes. Amounts: yuan, two places."""

    freight: Decimal
    insurance: Decimal
    dutiable: Decimal
    taxes: Taxes

    @property
    def consumption_rate(self) -> Decimal:
        return self.rates.consumption_for(self.dutiable)

    @property
    def tax_total(self) -> Decimal:
        return self.taxes.total


@dataclass(frozen=True, slots=True)
class Quote:
    """An estimate; customs' tax bill is the authority (R-TAX-15). Blocked: no lines, no tax."""

    channel: TaxChannel
    reason: BlockReason | None
    rules: ChannelRules
    lines: tuple[QuotedLine, ...]
    goods_value: Decimal
    freight: Decimal
    insurance: Decimal
    noncash_discount: Decimal
    dutiable: Decimal
    taxes: Taxes
    used_before: Decimal

    @property
    def eligible(self) -> bool:
        return self.channel is not TaxChannel.BLOCKED

    @property
    def tax_total(self) -> Decimal:
        return self.taxes.total

    @property
    def charges(self) -> Decimal:
        """`freight` of the order message: every charge outside the goods price (R-TAX-8)."""
        return self.freight + self.insurance

    @property
    def actual_paid(self) -> Decimal:
        """Goods, charges and tax less what points and vouchers settled; nothing if blocked."""
        if not self.eligible:
            return ZERO
        return self.goods_value + self.charges + self.tax_total - self.noncash_discount

    @property
    def used_after(self) -> Decimal:
        """The year's use once this order is placed; the full-tax item counts too (R-LIM-3)."""
        return self.used_before + self.dutiable if self.eligible else self.used_before


def quote(request: QuoteRequest, rules: ChannelRules | None = None) -> Quote:
    """Judge and tax an order (R-TAX-2…14, R-LIM-1…5).

    `rules`: the channel's terms, else those in force on the request's date.
    Raises InvalidFigureError when the discount passes what there is to pay, NoRulesInForceError
    for a date before the channel existed.
    """
    if rules is None:
        rules = rules_on(request.on)
    with localcontext(EXACT):
        goods = [line.goods_value for line in request.lines]
        goods_value = sum(goods, ZERO)
        dutiable = goods_value + request.freight + request.insurance  # R-TAX-2
        # R-LIM-1: limits are measured in dutiable value, so freight counts and vouchers don't
        channel, reason = rules.judge(
            dutiable=dutiable, used_before=request.used_before, one_item=request.is_one_item
        )
        # blocked: no tax is shown, because none could be declared by this channel (R-LIM-4)
        lines = () if channel is TaxChannel.BLOCKED else _tax_lines(request, goods, channel, rules)
        result = Quote(
            channel=channel,
            reason=reason,
            rules=rules,
            lines=lines,
            goods_value=goods_value,
            freight=request.freight,
            insurance=request.insurance,
            noncash_discount=request.noncash_discount,
            dutiable=dutiable,
            taxes=sum((line.taxes for line in lines), NO_TAX),
            used_before=request.used_before,
        )
        if result.actual_paid < 0:
            raise InvalidFigureError("noncash_discount", "is more than there is to pay")
        return result


def _tax_lines(
    request: QuoteRequest, goods: list[Decimal], channel: TaxChannel, rules: ChannelRules
) -> tuple[QuotedLine, ...]:
    freight = allocate(request.freight, goods)
    insurance = allocate(request.insurance, goods)
    full = channel is TaxChannel.FULL
    quoted = []
    for i, line in enumerate(request.lines):
        dutiable = goods[i] + freight[i] + insurance[i]
        quoted.append(
            QuotedLine(
                line.line,
                line.quantity,
                line.unit_price,
                line.rates,
                freight=freight[i],
                insurance=insurance[i],
                dutiable=dutiable,
                taxes=taxes_on(dutiable, line.rates, full=full, share=rules.tax_share),
            )
        )
    return tuple(quoted)
