"""The JSON contract of `manage.py quote` (R §17)."""

from __future__ import annotations

import copy
import json
from decimal import Decimal as D

import pytest
from hypothesis import given

from catalog.money import InvalidFigureError
from catalog.tax.formula import Basis, LineRates, ValueTest
from catalog.tax.quote import quote
from catalog.tax.quote_json import UnknownSkuError, quote_json, quote_text
from tests.catalog.tax.test_properties import requests

LINE = {
    "line": 1,
    "qty": "1",
    "unit_price": "480.00",
    "vat_rate": "0.13",
    "ct_rate": "0",
    "ct_specific": "0.00",
    "duty_rate": "0",
    "ct_test": None,
}
ORDER = {
    "date": "2024-01-01",
    "regime": "cbec",
    "freight": "15.00",
    "insurance": "5.00",
    "noncash_discount": "0.00",
    "used_before": "0.00",
    "lines": [LINE],
}
RESULT = {
    "eligible": True,
    "channel": "reduced",
    "reason": None,
    "lines": [
        {
            "line": 1,
            "freight_alloc": "15.00",
            "insurance_alloc": "5.00",
            "dutiable": "500.00",
            "duty": "0.00",
            "consumption_tax": "0.00",
            "vat": "45.50",
            "tax_total": "45.50",
        }
    ],
    "order": {
        "goods_value": "480.00",
        "dutiable": "500.00",
        "duty": "0.00",
        "consumption_tax": "0.00",
        "vat": "45.50",
        "tax_total": "45.50",
        "actual_paid": "545.50",
        "used_after": "500.00",
    },
}


def order(*lines, **fields):
    return ORDER | {"lines": list(lines) or [LINE]} | fields


def test_the_example_of_the_rule_book():
    assert quote_json(ORDER) == RESULT


def test_a_list_is_answered_by_a_list_in_order():
    blocked = order(LINE | {"unit_price": "2600.00", "qty": "2"}, used_before="7.00")

    results = quote_json([blocked, ORDER])

    assert results[1] == RESULT
    assert results[0] == {
        "eligible": False,
        "channel": "blocked",
        "reason": "single_limit",
        "lines": [],
        "order": {
            "goods_value": "5200.00",
            "dutiable": "5220.00",
            "duty": "0.00",
            "consumption_tax": "0.00",
            "vat": "0.00",
            "tax_total": "0.00",
            "actual_paid": "0.00",
            "used_after": "7.00",
        },
    }
    assert quote_json([]) == []


@pytest.mark.parametrize(("grams", "applied"), [("20", "0.15"), ("100", "0")])
def test_the_rate_a_value_test_decided_is_named(grams, applied):
    test = {"basis": "g_or_ml", "quantity": grams, "threshold": "10", "rate_at_or_above": "0.15"}
    result = quote_json(order(LINE | {"ct_test": test, "ct_rate": "0.30"}))

    assert result["lines"][0]["ct_rate_applied"] == applied


def test_a_return_is_answered_beside_the_quote():
    lines = [LINE | {"unit_price": "200.00"}, LINE | {"line": 2, "unit_price": "100.00"}]
    payload = {"lines": [{"line": 2, "qty": "1"}], "applied_day": 29, "arrived_day": 44}
    result = quote_json(order(*lines, freight="0.00", insurance="0.00", **{"return": payload}))

    assert result["order"]["tax_total"] == "27.30"
    assert result["return"] == {
        "accepted_for_tax": True,
        "reason": None,
        "lines": [{"line": 2, "tax_returned": "9.10", "dutiable_returned": "100.00"}],
        "tax_returned": "9.10",
        "used_delta": "-100.00",
    }


def test_a_late_return_names_its_reason():
    payload = {"lines": [{"line": 1, "qty": "1"}], "applied_day": 30, "arrived_day": 46}
    result = quote_json(order(**{"return": payload}))

    assert result["return"] == {
        "accepted_for_tax": False,
        "reason": "arrived_late",
        "lines": [{"line": 1, "tax_returned": "0.00", "dutiable_returned": "0.00"}],
        "tax_returned": "0.00",
        "used_delta": "0.00",
    }


def by_sku(sku="A-1", qty="3"):
    return {"line": 1, "qty": qty, "unit_price": "340.00", "sku": sku}


def cream(sku, on):
    if sku != "A-1":
        raise UnknownSkuError(f"no such SKU: {sku}")
    return LineRates(D("0.13"), value_test=ValueTest(Basis.G_OR_ML, D(34), D(10), D("0.15")))


def test_rates_of_one_piece_come_from_the_catalogue_by_sku():
    result = quote_json(order(by_sku(), freight="0.00", insurance="0.00"), cream)

    # 102 g for 1,020.00: B = 1,200
    assert result["order"]["consumption_tax"] == "126.00"
    assert result["lines"][0]["ct_rate_applied"] == "0.15"


def test_an_unknown_sku_is_named():
    with pytest.raises(InvalidFigureError, match=r"^lines\[0\]\.sku: no such SKU: B-2$"):
        quote_json(order(by_sku("B-2")), cream)


@pytest.mark.parametrize("sku", ["A\x00", "\ud800"])
def test_an_sku_that_is_no_text_never_reaches_the_catalogue(sku):
    with pytest.raises(InvalidFigureError, match=r"^lines\[0\]\.sku: must not hold control"):
        quote_text(json.dumps(order(by_sku(sku))), cream)


def test_an_sku_and_rates_together_are_rejected():
    with pytest.raises(InvalidFigureError, match=r"^lines\[0\]\.vat_rate: is not a known field"):
        quote_json(order(by_sku() | {"vat_rate": "0.13"}), cream)


MONEY_FIELDS = ["freight", "insurance", "noncash_discount", "used_before"]
LINE_FIGURES = ["qty", "unit_price", "vat_rate", "ct_rate", "ct_specific", "duty_rate"]


@pytest.mark.parametrize(
    "value", [1.0, 0.1, 15, True, None, "1e2", "NaN", "", "1,5", "１", " 1", "1\n"]
)
@pytest.mark.parametrize("field", MONEY_FIELDS)
def test_what_is_no_decimal_string_is_rejected_by_name(field, value):
    with pytest.raises(InvalidFigureError) as exc_info:
        quote_json(order(**{field: value}))
    assert exc_info.value.field == field


@pytest.mark.parametrize("field", LINE_FIGURES)
def test_a_float_in_a_line_is_rejected_by_name(field):
    text = json.dumps([ORDER, order(LINE | {field: 0.13})])
    with pytest.raises(
        InvalidFigureError, match=rf"^\[1\]\.lines\[0\]\.{field}: a float is not exact"
    ):
        quote_text(text)


@pytest.mark.parametrize("field", ["quantity", "threshold", "rate_at_or_above"])
def test_a_float_in_a_value_test_is_rejected_by_name(field):
    test = {"basis": "piece", "quantity": "1", "threshold": "15", "rate_at_or_above": "0.15"}
    with pytest.raises(InvalidFigureError, match=rf"^lines\[0\]\.ct_test\.{field}: a float"):
        quote_json(order(LINE | {"ct_test": test | {field: 1.5}}))


@pytest.mark.parametrize("field", [*ORDER])
def test_a_missing_field_of_the_order_is_named(field):
    payload = {name: value for name, value in ORDER.items() if name != field}
    with pytest.raises(InvalidFigureError, match=f"^{field}: is missing$"):
        quote_json(payload)


@pytest.mark.parametrize("field", [*LINE])
def test_a_missing_field_of_a_line_is_named(field):
    line = {name: value for name, value in LINE.items() if name != field}
    with pytest.raises(InvalidFigureError, match=rf"^lines\[0\]\.{field}: is missing$"):
        quote_json(order(line))


@pytest.mark.parametrize(
    ("payload", "message"),
    [
        (order(coupon="1.00"), "coupon: is not a known field"),
        (order(regime="postal"), 'regime: must be "cbec"'),
        (order(regime="cb\x00ec"), "regime: must not hold control characters"),
        (order(LINE | {"ct_rate": "0" * 30}), "lines[0].ct_rate: must be a decimal string"),
        (order(date="2024-02-30"), "date: must be a calendar date"),
        (order(date="20240101"), "date: must be a calendar date"),
        (order(date="2016-04-07"), "date: the retail channel has no rules for 2016-04-07"),
        (order(lines={}), "lines: must be a list"),
        (ORDER | {"lines": []}, "lines: an order has at least one line"),
        (order(LINE, LINE), "lines: two lines carry the same number"),
        (order(LINE | {"qty": "0"}), "lines[0].qty: must be a whole number"),
        (order(LINE | {"qty": "1.5"}), "lines[0].qty: must be a whole number"),
        (order(LINE | {"line": "1"}), "lines[0].line: must be a whole number"),
        (order(LINE | {"unit_price": "-1"}), "lines[0].unit_price: must not be negative"),
        (order(LINE | {"unit_price": "1.001"}), "lines[0].unit_price: has more than two"),
        (order(LINE | {"vat_rate": "13"}), "lines[0].vat_rate: is a fraction"),
        (order(LINE | {"ct_rate": "1"}), "lines[0].ct_rate: is a fraction"),
        (order(LINE | {"ct_test": {}}), "lines[0].ct_test.basis, quantity, threshold"),
        (order(noncash_discount="545.51"), "noncash_discount: is more than there is to pay"),
        (
            order(**{"return": {"lines": [{"line": 1, "qty": "2"}], "applied_day": 1,
                                "arrived_day": 1}}),
            "return.lines[0].qty: 1 of line 1 can be returned",
        ),
        (
            order(**{"return": {"lines": [], "applied_day": 1.0, "arrived_day": 1}}),
            "return.applied_day: must be a whole number",
        ),
        ("[]", ": must be an object"),
        (7, ": must be an object"),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_rejected(payload, message):
    with pytest.raises(InvalidFigureError) as exc_info:
        quote_json(payload)
    assert str(exc_info.value).startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "input: is not JSON"),
        ('{"freight": NaN}', "input: is not JSON"),
        ('{"freight": "1", "freight": "2"}', "freight: is given twice"),
        ("[" * 100_000, "input: is not JSON"),
        (b"\xff\xfe", "input: is not JSON"),
    ],
)
def test_text_that_is_no_json_is_rejected(text, message):
    with pytest.raises(InvalidFigureError) as exc_info:
        quote_text(text)
    assert str(exc_info.value).startswith(message)


def as_json(request):
    return {
        "date": request.on.isoformat(),
        "regime": "cbec",
        "freight": str(request.freight),
        "insurance": str(request.insurance),
        "noncash_discount": "0.00",
        "used_before": str(request.used_before),
        "lines": [
            {
                "line": line.line,
                "qty": str(line.quantity),
                "unit_price": str(line.unit_price),
                "vat_rate": f"{line.rates.vat:f}",
                "ct_rate": f"{line.rates.consumption:f}",
                "ct_specific": str(line.rates.consumption_specific),
                "duty_rate": f"{line.rates.duty:f}",
                "ct_test": line.rates.value_test
                and {
                    "basis": line.rates.value_test.basis.value,
                    "quantity": str(line.rates.value_test.quantity),
                    "threshold": str(line.rates.value_test.threshold),
                    "rate_at_or_above": f"{line.rates.value_test.rate:f}",
                },
            }
            for line in request.lines
        ],
    }


@given(requests())
def test_through_json_and_back_nothing_changes(request):
    payload = as_json(request)
    original = copy.deepcopy(payload)
    result = json.loads(json.dumps(quote_text(json.dumps(payload))))
    quoted = quote(request)

    assert payload == original
    assert result["channel"] == quoted.channel
    assert D(result["order"]["actual_paid"]) == quoted.actual_paid
    assert D(result["order"]["used_after"]) == quoted.used_after
    assert [D(line["vat"]) for line in result["lines"]] == [line.taxes.vat for line in quoted.lines]
