"""An export order, the money for it, its waybill and its list say the same."""

import pytest

from ceb.checks.export_rules import (
    export_declaration_errors,
    export_list_errors,
    export_order_errors,
    export_payment_errors,
    summary_errors,
)

LINE = {"gnum": "1", "itemNo": "SKU-1", "unit": "011", "currency": "502", "qty": "2",
        "price": "12.5", "totalPrice": "25"}  # fmt: skip
PARTIES = {"orderNo": "E1", "ebpCode": "无", "ebcCode": "4101W68057"}


def order(**head):
    head = {**PARTIES, "goodsValue": "25", "freight": "3", "currency": "502", **head}
    return {"OrderHead": head, "OrderList": [dict(LINE)]}


def waybill(**changes):
    return {
        "logisticsCode": "L1",
        "logisticsNo": "W1",
        "grossWeight": "1.2",
        "packNo": "1",
        **changes,
    }


def declaration(**head):
    head = {**PARTIES, **waybill(), "netWeight": "1", **head}
    return {"InventoryHead": head, "InventoryList": [dict(LINE)]}


def summary_of(errors):
    return [(error.path.split("/", 2)[2], error.code, error.limit) for error in errors]


def test_what_agrees_has_no_errors():
    assert export_order_errors(order()) == []
    assert export_list_errors(declaration()) == []
    assert export_payment_errors({**PARTIES, "charge": "10"}, order()) == []
    assert export_declaration_errors(declaration(), order(), waybill()) == []


def test_an_order_adds_up_in_one_currency():
    wrong = order(goodsValue="24.99")
    wrong["OrderList"].append({**LINE, "gnum": "3", "currency": "142", "totalPrice": "0"})
    assert summary_of(export_order_errors(wrong)) == [
        ("OrderHead/goodsValue", "sum", "24.99 ≠ 25"),
        ("OrderList/gnum", "sequence", "1–2"),
        ("OrderList[2]/totalPrice", "sum", "12.5 × 2 ≠ 0"),
        ("OrderList[2]/currency", "mismatch", "142 ≠ 502"),
    ]


def test_a_list_is_heavier_packed_than_unpacked():
    assert summary_of(export_list_errors(declaration(netWeight="1.3"))) == [
        ("InventoryHead/netWeight", "sum", "0 < 1.3 ≤ 1.2")
    ]


def test_money_is_for_the_order_and_its_merchant():
    received = {**PARTIES, "ebcCode": "4101W00002", "charge": "28"}
    assert summary_of(export_payment_errors(received, order())) == [
        ("Receipts/ebcCode", "mismatch", "4101W00002 ≠ 4101W68057")
    ]


@pytest.mark.parametrize(
    ("head", "line", "errors"),
    [
        ({"ebpCode": "4101W00001"}, {}, [("InventoryHead/ebpCode", "mismatch", "4101W00001 ≠ 无")]),
        ({"logisticsNo": "W2"}, {}, [("InventoryHead/logisticsNo", "mismatch", "W2 ≠ W1")]),
        ({"grossWeight": "1.3"}, {}, [("InventoryHead/grossWeight", "mismatch", "1.3 ≠ 1.2")]),
        ({"grossWeight": "1.20"}, {}, []),
        ({}, {"qty": "3"}, [("InventoryList[1]/qty", "mismatch", "3 ≠ 2")]),
        ({}, {"itemNo": "SKU-2"}, [("InventoryList[1]/itemNo", "mismatch", "SKU-2 ≠ SKU-1")]),
        ({}, {"gnum": "2"}, [("InventoryList/gnum", "mismatch", "1 ≠ 1")]),
    ],
)
def test_a_list_says_what_its_order_and_waybill_say(head, line, errors):
    made = declaration(**head)
    made["InventoryList"][0].update(line)
    assert summary_of(export_declaration_errors(made, order(), waybill())) == errors


@pytest.mark.parametrize(
    ("times", "lists", "errors"),
    [
        ({}, [{"invtNo": "1"}], []),
        ({"startTime": "20261101000000", "endTime": "20261130235959"}, [], []),
        ({}, [], [("SummaryApplyHead/startTime", "missing", "")]),
        (
            {"startTime": "20261101000000", "endTime": "20261031000000"},
            [],
            [("SummaryApplyHead/endTime", "sequence", "20261031000000 < 20261101000000")],
        ),
    ],
)
def test_a_summary_knows_its_lists_or_their_time(times, lists, errors):
    summary = {"SummaryApplyHead": times, "SummaryApplyList": lists}
    assert summary_of(summary_errors(summary)) == errors
