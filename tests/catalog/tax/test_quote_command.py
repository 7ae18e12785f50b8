"""`manage.py quote` as a script calls it."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.catalog.tax.test_quote_json import ORDER, RESULT
from tests.catalog.tax.test_rates import good  # noqa: F401  (a fixture)


def quote(path):
    out = io.StringIO()
    call_command("quote", str(path), stdout=out)
    return json.loads(out.getvalue())


def test_a_file_is_answered_on_standard_output(tmp_path):
    path = tmp_path / "order.json"
    path.write_text(json.dumps(ORDER))
    assert quote(path) == RESULT

    path.write_text(json.dumps([ORDER, ORDER]), encoding="utf-8-sig")
    assert quote(path) == [RESULT, RESULT]


def test_standard_input_is_read_for_a_dash(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(ORDER).encode())))
    assert quote("-") == RESULT


@pytest.mark.usefixtures("good")
def test_an_sku_takes_its_rates_from_the_catalogue(tmp_path):
    path = tmp_path / "order.json"
    line = {"line": 1, "qty": "2", "unit_price": "100.00", "sku": "HONEY-1"}
    path.write_text(json.dumps(ORDER | {"date": "2018-06-01", "lines": [line]}))

    # P 220 with freight and insurance, VAT 16 % in 2018: 0.112 × 220
    assert quote(path)["order"]["vat"] == "24.64"

    path.write_text(json.dumps(ORDER | {"lines": [line | {"sku": "NONE"}]}))
    with pytest.raises(CommandError, match=r"lines\[0\]\.sku: the catalogue has no SKU"):
        quote(path)


@pytest.mark.parametrize(
    "text",
    ["", "{", "{}", json.dumps(ORDER | {"freight": 15.0}), json.dumps(ORDER | {"tip": "1.00"})],
)
def test_bad_input_ends_with_code_2(tmp_path, text):
    path = tmp_path / "order.json"
    path.write_text(text)
    with pytest.raises(CommandError) as exc_info:
        quote(path)
    assert exc_info.value.returncode == 2


def test_a_missing_file_ends_with_code_2(tmp_path):
    with pytest.raises(CommandError) as exc_info:
        quote(tmp_path / "none.json")
    assert exc_info.value.returncode == 2
