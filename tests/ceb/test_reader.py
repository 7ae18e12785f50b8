"""Documents from others: by local name, whatever prefix or encoding; nothing dangerous."""

import pytest

from ceb import (
    MESSAGES,
    UnreadableDocumentError,
    build,
    check,
    check_specification,
    new_guid,
    parse_receipts,
    read,
    readable,
)

from .records import document, record

RECEIPTS = sorted(kind for kind, message in MESSAGES.items() if message.is_receipt)
BODY = (
    "<OrderReturn><guid>g</guid><ebpCode>P</ebpCode><ebcCode>C</ebcCode><orderNo>N1</orderNo>"
    "<returnStatus>120</returnStatus><returnTime>20261124093000123</returnTime>"
    "<returnInfo>[Code:1800;Desc:逻辑校验通过]</returnInfo><later>新</later></OrderReturn>"
)
CEB = "http://www.chinaport.gov.cn/ceb"


@pytest.mark.parametrize("kind", RECEIPTS)
def test_built_receipts_read_back(kind):
    made = [record(kind, 1), record(kind, 2)] if kind != "900" else [record(kind, 1)]
    items = parse_receipts(build(kind, made, guid=new_guid()))
    key = MESSAGES[kind].key[0]
    flat = [next(iter(item.values())) if kind in ("816", "818", "792") else item for item in made]
    assert [item.key for item in items] == [item[key] for item in flat]
    assert [item.return_time for item in items] == [
        item.get("returnTime") or item["opDate"] for item in flat
    ]


@pytest.mark.parametrize(
    "text",
    [
        f'<CEB312Message xmlns="{CEB}" version="1.0" guid="g">{BODY}</CEB312Message>',
        f"<CEB312Message>{BODY}</CEB312Message>",
        f'<CEB312Message xmlns="urn:else">{BODY}</CEB312Message>',
        '<q:CEB312Message xmlns:q="urn:q">'
        + BODY.replace("</", "</q:").replace("<", "<q:").replace("<q:/q:", "</q:")
        + "</q:CEB312Message>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_receipt_is_read_whatever_its_namespace_and_encoding(text, encoding):
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{text}'
    [item] = parse_receipts(declared.encode(encoding))
    assert (item.key, item.status, item.codes) == ("N1", "120", [("1800", "逻辑校验通过")])
    assert item.extra == {"later": "新"}
    assert item.moment.isoformat() == "2026-11-24T09:30:00.123000+08:00"


def test_blanks_around_a_status_are_none_of_it():
    body = BODY.replace(">120<", "> 120\n<")
    [item] = parse_receipts(f"<CEB312Message>{body}</CEB312Message>".encode())
    assert (item.key, item.status) == ("N1", "120")


def test_utf8_that_says_gb2312_is_still_utf8():
    [item] = parse_receipts(
        f'<?xml version="1.0" encoding="GB2312"?><CEB312Message>{BODY}</CEB312Message>'.encode()
    )
    assert item.info == "[Code:1800;Desc:逻辑校验通过]"


def test_several_codes_in_one_text():
    text = BODY.replace(
        "[Code:1800;Desc:逻辑校验通过]",
        "[Code:13035;Desc:支付企业不一致][code:1313;desc:超 [26,000]]",
    )
    [item] = parse_receipts(f"<CEB312Message>{text}</CEB312Message>".encode())
    assert item.codes == [("13035", "支付企业不一致"), ("1313", "超 [26,000]")]


def test_submission_is_no_receipt():
    with pytest.raises(UnreadableDocumentError):
        parse_receipts(document("311"))


def test_order_reads_back_as_it_was_given():
    made = record("311", 3)
    read_back = read(build("311", [made], guid=new_guid(), base_transfer=TRANSFER_OF_TEST))
    lines = [{**line, "gnum": str(line["gnum"])} for line in made["OrderList"]]
    assert read_back.records == [{"OrderHead": made["OrderHead"], "OrderList": lines}]
    assert read_back.base_transfer == TRANSFER_OF_TEST


TRANSFER_OF_TEST = {"copCode": "C", "copName": "名", "dxpMode": "DXP", "dxpId": "D"}


def test_readable_table_names_and_explains_every_value():
    rows = readable(document("622", 4))
    assert [(row.name, row.zh) for row in rows[:3]] == [
        ("InventoryReturn", "清单回执"),
        ("guid", "系统唯一序号"),
        ("customsCode", "申报海关代码"),
    ]
    order_rows = readable(document("311", 4))
    currency = next(row for row in order_rows if row.name == "currency")
    assert (currency.value, currency.meaning) == ("142", "人民币")


def test_readable_table_explains_codes_modes_and_districts():
    [row] = [record("604", 1)]
    row.update(returnStatus="-301010", statisticsFlag="A")
    rows = readable(build("604", [row], guid=new_guid()))
    meanings = {row.name: row.meaning for row in rows}
    assert (meanings["returnStatus"], meanings["statisticsFlag"]) == (
        "订单签名校验失败",
        "简化申报",
    )
    made = record("621", 1)
    made["InventoryHead"].update(customsCode="4612", appType="2")
    rows = readable(build("621", [made], guid=new_guid(), base_transfer=TRANSFER_OF_TEST))
    meanings = {row.name: row.meaning for row in rows}
    assert (meanings["customsCode"], meanings["appType"]) == ("郑州新郑综合保税区", "变更")
    assert meanings["tradeMode"] in ("保税电商", "电子商务")


def test_specification_requires_the_signature_that_a_list_needs():
    unsigned = document("621", 2)
    assert [error.field for error in check(unsigned)] == ["Signature"]
    assert [error.field for error in check_specification(unsigned)] == ["Signature"]


def test_checker_names_what_is_no_document_at_all():
    assert [error.code for error in check(b"<a")] == ["not_xml"]
    assert [error.code for error in check(b"<CEB311Message/>")] == ["root"]
