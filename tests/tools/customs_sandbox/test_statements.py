"""What customs and partners say of a day, in files."""

import csv
import io
import urllib.error
import urllib.request

import pytest

from .export import Export
from .harness import Purchase, wait_until


def rows(sandbox, name, query=""):
    url = f"http://127.0.0.1:{sandbox.port}/statements/{name}.csv{query}"
    with urllib.request.urlopen(url, timeout=10) as response:
        return list(csv.reader(io.StringIO(response.read().decode("utf-8-sig"))))


@pytest.fixture
def dealt_with(purchase):
    """An import and an export, both released; the import billed and signed for."""
    export = Export(f"E{purchase.number}", purchase.sandbox)
    purchase.send()
    export.send()
    wait_until(lambda: purchase.sandbox.state(purchase.number) == "released")
    wait_until(lambda: purchase.sandbox.state(export.number, "603") == "released")
    number = purchase.ship()[1]["logistics_no"]
    purchase.sandbox.post("/partners/logistics/signed", {
        "logistics_no": number, "signed_at": "2026-01-08T09:00:00+08:00"})  # fmt: skip
    wait_until(lambda: purchase.sandbox.get("/counts")["jobs"] == 0)
    return purchase, export


def of(number, all_rows):
    """The rows about an order, without their day."""
    return [row[:-1] for row in all_rows if number in row]


def test_statements_say_what_was_released_paid_carried_and_billed(dealt_with):
    bought, export = dealt_with
    sandbox = bought.sandbox
    released = rows(sandbox, "releases")
    assert released[0] == ["订单编号", "清单编号", "状态", "放行时间"]
    assert [row[2] for row in of(bought.number, released)] == ["800"]
    assert [row[1][8] for row in of(export.number, released)] == ["E"]
    paid = rows(sandbox, "payments")
    assert of(bought.number, paid) == [[f"pi_{bought.number}", bought.number, "209.10"]]
    assert of(export.number, paid) == [[f"pay_{export.number}", export.number, "65"]]
    carried = rows(sandbox, "waybills")
    assert [row[2] for row in of(bought.number, carried)] == ["S"]
    assert [row[2] for row in of(export.number, carried)] == [""]
    assert [row[3] for row in of(bought.number, rows(sandbox, "taxes"))] == ["18.20"]


def test_statement_is_of_the_days_requested_and_may_lose_rows(dealt_with):
    sandbox = dealt_with[0].sandbox
    assert rows(sandbox, "releases", "?from=2020-01-01&to=2020-01-02")[1:] == []
    whole = rows(sandbox, "releases")[1:]
    sandbox.set_scenario(lose_row_every=2)
    assert rows(sandbox, "releases")[1:] == whole[::2]


@pytest.mark.parametrize("wanted", ["secrets.csv", "releases.csv?from=yesterday", "../x"])
def test_there_are_no_other_statements(sandbox, wanted):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"http://127.0.0.1:{sandbox.port}/statements/{wanted}", timeout=10)


def test_new_order_is_in_no_statement(purchase):
    Purchase(f"{purchase.number}W", purchase.sandbox).ship()
    assert of(f"{purchase.number}W", rows(purchase.sandbox, "releases")) == []


def test_documents_of_several_orders_are_found_by_their_own_key(dealt_with):
    _, export = dealt_with
    master = {"cop_no": f"M{export.number}", "bill_no": "999-1", "gross_weight": "1",
              "lines": [{"invt_no": export.list_number()}]}  # fmt: skip
    assert export.post("agent/master-lists", **master)[0] == 201
    key = master["cop_no"]
    response = wait_until(
        lambda: len(body := export.sandbox.get(f"/messages?key={key}")) and body["documents"]
        and body["documents"][0]["state"] == "stored" and body
    )  # fmt: skip
    assert [item["kind"] for item in response["arrivals"]] == ["607"]
    assert [item["status"] for item in response["receipts"]] == ["2", "120"]
