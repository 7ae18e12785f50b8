"""The JSON of `manage.py quote` (R §17): an object or a list in, the same shape out.

Money, rates and quantities are decimal strings, so no binary float ever touches a figure
(R-TAX-12). Whatever is missing, unknown or of the wrong kind is rejected by name: a tax
figure from a half-understood order would be worse than none.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from catalog.money import InvalidFigureError, half_up, within
from catalog.tax.formula import Basis, LineRates, Taxes, ValueTest
from catalog.tax.json_fields import Fields, reject_constant, reject_duplicates
from catalog.tax.limit_table import NoRulesInForceError
from catalog.tax.quote import Quote, QuoteLine, QuoteRequest, quote
from catalog.tax.returns import ReturnPart, TaxReturn, return_to_customs

REGIME = "cbec"  # cross-border e-commerce retail imports, the only regime quoted

ORDER = ("date", "regime", "freight", "insurance", "noncash_discount", "used_before", "lines")
LINE = ("line", "qty", "unit_price")
LINE_RATES = ("vat_rate", "ct_rate", "ct_specific", "duty_rate", "ct_test")
TEST = ("basis", "quantity", "threshold", "rate_at_or_above")
RETURN = ("lines", "applied_day", "arrived_day")

T = TypeVar("T")
# Rates of one sales unit of an SKU on a date; raises UnknownSkuError.
Resolver = Callable[[str, date], LineRates]


class UnknownSkuError(LookupError):
    """The catalogue has no rates for this SKU on that date; the message says what is missing."""


def quote_text(text: str | bytes, resolve: Resolver | None = None) -> Any:
    """`quote_json` for JSON text; raises InvalidFigureError where it is no JSON at all."""
    try:
        payload = json.loads(
            text, object_pairs_hook=reject_duplicates, parse_constant=reject_constant
        )
    except (ValueError, RecursionError) as exc:
        if isinstance(exc, InvalidFigureError):
            raise
        raise InvalidFigureError("input", f"is not JSON ({exc})") from exc
    return quote_json(payload, resolve)


def quote_json(payload: Any, resolve: Resolver | None = None) -> Any:
    """Answer one order or a list of them, in order. Raises InvalidFigureError naming the field.

    `resolve` gives the rates of lines that name an `sku` instead of carrying their own.
    """
    if not isinstance(payload, list):
        return _answer(payload, resolve)
    return _each("", payload, lambda order: _answer(order, resolve))


def _each(name: str, items: list[Any], read: Callable[[Any], T]) -> list[T]:
    """Each item read; one that fails is named by its place: `lines[0].unit_price`."""
    results = []
    for i, item in enumerate(items):
        with within(f"{name}[{i}]"):
            results.append(read(item))
    return results


def _answer(payload: Any, resolve: Resolver | None) -> dict[str, Any]:
    fields = Fields(payload, required=ORDER, optional=("return",))
    if fields.text("regime") != REGIME:
        raise InvalidFigureError("regime", f'must be "{REGIME}"')
    request = read_request(fields, resolve)
    try:
        quoted = quote(request)
    except NoRulesInForceError as exc:
        raise InvalidFigureError("date", str(exc)) from exc
    answer = write_quote(quoted)
    if "return" in fields:
        with within("return"):
            answer["return"] = _answer_return(quoted, fields["return"])
    return answer


def read_request(fields: Fields, resolve: Resolver | None) -> QuoteRequest:
    on = fields.day("date")
    lines = _each("lines", fields.records("lines"), lambda item: _read_line(item, on, resolve))
    return QuoteRequest(
        on=on,
        lines=tuple(lines),
        freight=fields.decimal("freight"),
        insurance=fields.decimal("insurance"),
        noncash_discount=fields.decimal("noncash_discount"),
        used_before=fields.decimal("used_before"),
    )


def _read_line(item: Any, on: date, resolve: Resolver | None) -> QuoteLine:
    by_sku = isinstance(item, Mapping) and "sku" in item
    fields = Fields(item, required=(*LINE, "sku") if by_sku else LINE + LINE_RATES)
    quantity = fields.pieces("qty")
    rates = _resolve(fields.text("sku"), on, resolve) if by_sku else _read_rates(fields)
    return QuoteLine(
        line=fields.whole("line"),
        quantity=quantity,
        unit_price=fields.decimal("unit_price"),
        # a catalogue's rates are for one piece, a file's own for the whole line (rules §17)
        rates=rates.times(quantity) if by_sku else rates,
    )


def _resolve(sku: str, on: date, resolve: Resolver | None) -> LineRates:
    if resolve is None:
        raise InvalidFigureError("sku", "there is no catalogue here to take the rates from")
    try:
        return resolve(sku, on)
    except UnknownSkuError as exc:
        raise InvalidFigureError("sku", str(exc)) from exc


def _read_rates(fields: Fields) -> LineRates:
    return LineRates(
        vat=fields.decimal("vat_rate"),
        consumption=fields.decimal("ct_rate"),
        consumption_specific=fields.decimal("ct_specific"),
        duty=fields.decimal("duty_rate"),
        value_test=_read_test(fields["ct_test"]),
    )


def _read_test(item: Any) -> ValueTest | None:
    if item is None:
        return None
    with within("ct_test"):
        fields = Fields(item, required=TEST)
        basis = fields.text("basis")
        if basis not in {known.value for known in Basis}:
            raise InvalidFigureError("basis", 'must be "g_or_ml" or "piece"')
        return ValueTest(
            basis=Basis(basis),
            quantity=fields.decimal("quantity"),
            threshold=fields.decimal("threshold"),
            rate=fields.decimal("rate_at_or_above"),
        )


def _answer_return(quoted: Quote, item: Any) -> dict[str, Any]:
    fields = Fields(item, required=RETURN)
    returned = return_to_customs(
        quoted,
        _each("lines", fields.records("lines"), _read_part),
        applied_day=fields.whole("applied_day"),
        arrived_day=fields.whole("arrived_day"),
    )
    return write_return(returned)


def _read_part(item: Any) -> ReturnPart:
    fields = Fields(item, required=("line", "qty"))
    return ReturnPart(line=fields.whole("line"), quantity=fields.pieces("qty"))


def write_quote(quoted: Quote) -> dict[str, Any]:
    return {
        "eligible": quoted.eligible,
        "channel": quoted.channel.value,
        "reason": quoted.reason.value if quoted.reason else None,
        "lines": [_write_line(line) for line in quoted.lines],
        "order": {
            "goods_value": yuan(quoted.goods_value),
            "dutiable": yuan(quoted.dutiable),
            **_write_taxes(quoted.taxes),
            "actual_paid": yuan(quoted.actual_paid),
            "used_after": yuan(quoted.used_after),
        },
    }


def _write_line(line: Any) -> dict[str, Any]:
    written = {
        "line": line.line,
        "freight_alloc": yuan(line.freight),
        "insurance_alloc": yuan(line.insurance),
        "dutiable": yuan(line.dutiable),
        **_write_taxes(line.taxes),
    }
    if line.rates.value_test is not None:
        written["ct_rate_applied"] = f"{line.consumption_rate:f}"
    return written


def _write_taxes(taxes: Taxes) -> dict[str, str]:
    return {
        "duty": yuan(taxes.duty),
        "consumption_tax": yuan(taxes.consumption_tax),
        "vat": yuan(taxes.vat),
        "tax_total": yuan(taxes.total),
    }


def write_return(returned: TaxReturn) -> dict[str, Any]:
    return {
        "accepted_for_tax": returned.accepted_for_tax,
        "reason": returned.reason.value if returned.reason else None,
        "lines": [
            {
                "line": line.line,
                "tax_returned": yuan(line.tax),
                "dutiable_returned": yuan(line.dutiable),
            }
            for line in returned.lines
        ],
        "tax_returned": yuan(returned.tax),
        "used_delta": yuan(returned.used_delta),
    }


def yuan(amount: Decimal) -> str:
    """Two places always, and no "-0.00"."""
    return f"{half_up(amount) + 0:f}"
