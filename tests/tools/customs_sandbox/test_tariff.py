"""The sandbox computes by a tariff of its own: on an ordinary day it comes to our tax."""

from datetime import date
from decimal import Decimal

import pytest

from catalog.models import TaxRate, Variant
from catalog.tax.quote import QuoteLine, QuoteRequest, quote
from catalog.tax.rates import unit_rates
from tools.customs_sandbox.customs.tariff import line_taxes
from tools.demo.content import table

CODES = {row["hs_code"]: row for row in table("tariff")}
PACKS = ((Decimal(50), 1), (Decimal(15), 1), (Decimal(250), 10))  # grams or millilitres, pieces
PRICES = (Decimal("79.90"), Decimal("149.99"), Decimal("150"), Decimal("620"), Decimal("2300"))
BOUGHT = 2


def decimal_or_none(text):
    return Decimal(text) if text else None


def our_taxes(row, content, pieces, price):
    rate = TaxRate(
        hs_code=row["hs_code"], vat=Decimal(row["vat"]), duty=Decimal(row["duty"]),
        consumption=Decimal(row["consumption"]), specific=Decimal(row["per_litre"] or 0),
        threshold_per_g_or_ml=decimal_or_none(row["per_g_or_ml"]),
        threshold_per_piece=decimal_or_none(row["per_piece"]),
    )  # fmt: skip
    rates = unit_rates(Variant(sku="X", net_content=content, pieces=pieces), rate)
    line = QuoteLine.of_pieces(1, BOUGHT, price, rates)
    taxes = quote(QuoteRequest(on=date(2026, 11, 1), lines=(line,))).lines[0].taxes
    return taxes.consumption_tax, taxes.vat


def their_taxes(row, content, pieces, price):
    litres = row["unit_1"] == "095"
    line = {
        "gnum": "1", "gcode": row["hs_code"], "totalPrice": str(price * BOUGHT),
        "qty": str(BOUGHT), "qty1": str(content * BOUGHT / 1000), "unit1": row["unit_1"],
        "qty2": str(content * BOUGHT / 1000 if litres else pieces * BOUGHT),
        "unit2": "035" if litres else "011",
    }  # fmt: skip
    taxes = line_taxes({"freight": "0", "insuredFee": "0"}, [line])[0]
    return taxes.consumption, taxes.vat


@pytest.mark.parametrize("code", CODES)
def test_a_bill_is_what_we_have_estimated(code):
    cases = [(CODES[code], *pack, price) for pack in PACKS for price in PRICES]
    assert [their_taxes(*one) for one in cases] == [our_taxes(*one) for one in cases]
