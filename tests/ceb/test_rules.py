"""The four documents agree with themselves and with one another, or the difference is named."""

import copy

import pytest

from ceb.checks import import_rules as rules

BUYER = {
    "buyerName": "陈一",
    "buyerIdNumber": "110101188801010014",
    "buyerTelephone": "13800000000",
}
ORDER = {
    "OrderHead": {
        "orderNo": "N1", "ebpCode": "P", "ebcCode": "C", "goodsValue": "200", "freight": "10.00",
        "discount": "5", "taxTotal": "18.2", "acturalPaid": "223.20", "payCode": "", **BUYER,
        "consignee": "李二", "consigneeTelephone": "1", "consigneeAddress": "河南省郑州市",
    },
    "OrderList": [
        {"gnum": "1", "itemName": "奶粉", "qty": "3", "price": "33.33333", "totalPrice": "100.00",
         "unit": "122", "country": "609"},
        {"gnum": "2", "itemName": "红酒", "qty": "1", "price": "100", "totalPrice": "100",
         "unit": "142", "country": "305"},
    ],
}  # fmt: skip
PAYMENT = {
    "PaymentHead": {
        "orderNo": "N1", "ebpCode": "P", "payerName": "陈一", "payCode": "Y",
        "payerIdNumber": "110101188801010014", "amountPaid": "223.2", "payTime": "20261124093000",
    }
}  # fmt: skip
WAYBILL = {
    "LogisticsHead": {
        "orderNo": "N1", "logisticsCode": "L", "logisticsNo": "W1", "consignee": "李二",
        "consigneeTelephone": "1", "consigneeAddress": "河南省郑州市", "weight": "2.5",
        "appTime": "20261124094000",
    }
}  # fmt: skip
LIST = {
    "InventoryHead": {
        "orderNo": "N1", "ebpCode": "P", "ebcCode": "C", **BUYER,
        "consigneeAddress": "河南省郑州市",
        "logisticsCode": "L", "logisticsNo": "W1", "grossWeight": "2.50", "netWeight": "2",
        "appTime": "20261124095000",
    },
    "InventoryList": [
        {"gnum": "1", "gname": "奶粉", "qty": "3", "price": "33.33333", "totalPrice": "100",
         "unit": "122", "country": "609"},
        {"gnum": "2", "gname": "红酒", "qty": "1.0", "price": "100", "totalPrice": "100",
         "unit": "142", "country": "305"},
    ],
}  # fmt: skip


def changed(record, group, **values):
    made = copy.deepcopy(record)
    target = made[group][0] if isinstance(made[group], list) else made[group]
    target.update(values)
    return made


def names(errors):
    return [error.field for error in errors]


def test_agreeing_documents_have_no_error():
    assert rules.order_errors(ORDER) == []
    assert rules.list_errors(LIST) == []
    assert rules.payment_errors(PAYMENT, ORDER) == []
    assert rules.waybill_errors(WAYBILL, ORDER) == []
    assert rules.declaration_errors(LIST, ORDER, WAYBILL, PAYMENT) == []


@pytest.mark.parametrize(
    ("group", "values", "field"),
    [
        ("OrderHead", {"acturalPaid": "223.21"}, ["acturalPaid"]),
        ("OrderHead", {"acturalPaid": "nonsense"}, ["acturalPaid"]),
        ("OrderList", {"totalPrice": "99.99"}, ["goodsValue", "totalPrice"]),
        ("OrderList", {"gnum": "2"}, ["gnum"]),
        ("OrderList", {"qty": "0", "totalPrice": "0"}, ["goodsValue", "qty"]),
    ],
)
def test_order_that_does_not_add_up(group, values, field):
    assert names(rules.order_errors(changed(ORDER, group, **values))) == field


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amountPaid": "223.19"}, "amountPaid"),
        ({"payerName": "王五"}, "payerName"),
        ({"payerIdNumber": "110101188801010022"}, "payerIdNumber"),
        ({"orderNo": "N2"}, "orderNo"),
    ],
)
def test_payment_that_is_another_s(values, field):
    assert names(rules.payment_errors(changed(PAYMENT, "PaymentHead", **values), ORDER)) == [field]


def test_order_that_names_its_payment_firm_must_name_the_right_one():
    named = changed(ORDER, "OrderHead", payCode="Z")
    assert names(rules.payment_errors(PAYMENT, named)) == ["payCode"]


# R-ID-3
def test_waybill_to_another_door():
    other = changed(WAYBILL, "LogisticsHead", consigneeAddress="河南省洛阳市")
    [error] = rules.waybill_errors(other, ORDER)
    assert error.message_zh == "收货地址（consigneeAddress）不一致：河南省洛阳市 ≠ 河南省郑州市"


@pytest.mark.parametrize(
    ("group", "values", "field"),
    [
        ("InventoryHead", {"buyerTelephone": "2"}, "buyerTelephone"),
        ("InventoryHead", {"logisticsNo": "W2"}, "logisticsNo"),
        ("InventoryHead", {"grossWeight": "2.6"}, "grossWeight"),
        ("InventoryHead", {"appTime": "20261124092959"}, "appTime"),
        ("InventoryList", {"gnum": "3"}, "gnum"),
        ("InventoryList", {"gname": "面霜"}, "gname"),
        ("InventoryList", {"qty": "4"}, "qty"),
    ],
)
def test_list_that_says_something_else(group, values, field):
    made = changed(LIST, group, **values)
    assert names(rules.declaration_errors(made, ORDER, WAYBILL, PAYMENT)) == [field]


def test_list_lighter_than_its_goods():
    heavy = changed(LIST, "InventoryHead", netWeight="2.51")
    assert names(rules.list_errors(heavy)) == ["netWeight"]
