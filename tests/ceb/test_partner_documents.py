"""Documents of the partners from the JSON of a request, without the sandbox."""

import pytest

from ceb import MESSAGES, check, check_specification, read
from ceb.partner_documents import PARTNER_DOCUMENTS, InvalidRequestError, demo_document

PAYMENT = {
    "order_no": "E1", "ebp_code": "4101W68057", "ebp_name": "示范平台", "transaction_id": "TX-1",
    "payer_name": "张三", "payer_id_number": "11010118880101001X", "amount": "128.50",
    "paid_at": "2026-01-05T09:30:00+08:00", "note": None,
}  # fmt: skip
WAYBILL = {
    "order_no": "E1", "trade_mode": "9610", "consignee_name": "张三", "consignee_telephone": "1",
    "consignee_address": "花园路 39 号", "weight": "0.5",
}  # fmt: skip


def built(kind, request, **options):
    document = demo_document(kind)
    checked, change = document.checked(request)
    response = document.answer(checked)
    xml = document.build(checked, response, app_time="20260105100000", change=change, **options)
    return response, xml


@pytest.mark.parametrize(("kind", "request_"), [("411", PAYMENT), ("511", WAYBILL)])
def test_a_request_becomes_a_valid_document(kind, request_):
    _, xml = built(kind, request_)
    assert (check(xml), check_specification(xml)) == ([], [])


def test_an_order_keeps_its_waybill_number():
    first, second = built("511", WAYBILL), built("511", WAYBILL)
    assert first[0] == second[0]
    assert read(first[1]).records[0]["LogisticsHead"]["logisticsNo"] == first[0]["logistics_no"]


def test_a_change_is_app_type_2():
    _, xml = built("411", {**PAYMENT, "change": True})
    assert read(xml).records[0]["PaymentHead"]["appType"] == "2"


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"colour": "red"}, "colour", "unknown"),
        ({"transaction_id": ""}, "transaction_id", "missing"),
        ({"amount": 128.5}, "amount", "type"),
        ({"change": "yes"}, "change", "type"),
        ({"paid_at": "yesterday"}, "paid_at", "not_time"),
        ({"payer_name": "张" * 61}, "payer_name", "too_long"),
    ],
)
def test_errors_name_the_request_s_keys(change, path, code):
    with pytest.raises(InvalidRequestError) as exc_info:
        built("411", {**PAYMENT, **change})
    assert [(error.path, error.code) for error in exc_info.value.errors] == [(path, code)]


def test_every_document_not_the_platform_s_own_belongs_to_one_partner():
    own = {kind: message for kind, message in MESSAGES.items() if message.sender == "platform"}
    others = {k: m.sender for k, m in MESSAGES.items() if not m.is_receipt and k not in own}
    assert {kind: one.identity for kind, one in PARTNER_DOCUMENTS.items()} == others
