"""A record becomes a document; all its errors are reported before anything is sent."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from lxml import etree

from ceb import InvalidMessageError, build, new_guid, read

from .records import TRANSFER, document, record

NS = {"ceb": "http://www.chinaport.gov.cn/ceb"}


def errors_of(kind, records, **options):
    options.setdefault("base_transfer", TRANSFER)
    with pytest.raises(InvalidMessageError) as exc_info:
        build(kind, records, guid=new_guid(), **options)
    return [(error.path, error.code, error.limit) for error in exc_info.value.errors]


def order(**head):
    made = record("311", 5)
    made["OrderHead"].update(head)
    return made


def test_order_is_one_line_of_utf8_with_both_namespaces_on_the_root():
    made = build("311", [order()], guid="A" * 36, base_transfer=TRANSFER)
    text = made.decode("utf-8")
    assert text.startswith("<?xml version='1.0' encoding='UTF-8'?>\n<ceb:CEB311Message ")
    assert 'xmlns:ceb="http://www.chinaport.gov.cn/ceb"' in text
    assert 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' in text
    assert "> <" not in text
    assert text.count("\n") == 1


def test_same_records_give_the_same_bytes():
    made = order()
    options = {"guid": "B" * 36, "base_transfer": TRANSFER}
    assert build("311", [made], **options) == build("311", [made], **options)


def test_amounts_are_plain_digits():
    made = order(goodsValue=Decimal("1E+3"), freight=Decimal("1.2300000"), taxTotal=7)
    head = etree.fromstring(build("311", [made], guid=new_guid(), base_transfer=TRANSFER)).find(
        ".//ceb:OrderHead", NS
    )
    texts = [head.findtext(f"ceb:{name}", namespaces=NS) for name in ("goodsValue", "freight")]
    assert [*texts, head.findtext("ceb:taxTotal", namespaces=NS)] == ["1000", "1.23000", "7"]


@pytest.mark.parametrize(
    ("value", "code", "limit"),
    [
        (0.1, "not_number", ""),
        (True, "not_number", ""),
        ("1,000", "not_number", ""),
        ("1_000", "not_number", ""),
        (Decimal("NaN"), "not_number", ""),
        (Decimal("1E+300"), "not_number", ""),
        ("1.123456", "decimals", "5"),
        ("9" * 20, "digits", "19"),
        ("-1", "negative", ""),
        (None, "missing", ""),
        ("", "missing", ""),
    ],
)
def test_wrong_amount_names_field_and_limit(value, code, limit):
    path = "/CEB311Message/Order[1]/OrderHead/goodsValue"
    assert errors_of("311", [order(goodsValue=value)]) == [(path, code, limit)]


@pytest.mark.parametrize(
    ("field", "value", "code", "limit"),
    [
        ("orderNo", "9" * 61, "too_long", "60"),
        ("orderNo", "  ", "blank", ""),
        ("orderNo", 12, "type", ""),
        ("buyerName", "张\x00三", "character", "U+0000"),
        ("buyerName", "\ud800", "character", "U+D800"),
        ("buyerIdType", "2", "not_allowed", "1"),
        ("currency", "502", "not_allowed", "142"),
        ("appTime", "20261324093000", "not_time", "YYYYMMDDhhmmss"),
        ("consigneeDistrict", "4101", "length", "6"),
        ("acturalpaid", "1", "unknown", ""),
    ],
)
def test_wrong_text_names_field_and_limit(field, value, code, limit):
    path = f"/CEB311Message/Order[1]/OrderHead/{field}"
    assert errors_of("311", [order(**{field: value})]) == [(path, code, limit)]


def test_every_error_is_reported_at_once_in_both_languages():
    with pytest.raises(InvalidMessageError) as exc_info:
        build("311", [order(orderNo="", ebpName="名" * 101)], guid="x", base_transfer=TRANSFER)
    assert [(error.message, error.message_zh) for error in exc_info.value.errors] == [
        ("guid must have exactly 36 characters", "guid（guid）必须为36个字符"),
        ("orderNo is required", "订单编号（orderNo）必填"),
        ("ebpName is longer than 100 characters", "电商平台名称（ebpName）超过100个字符"),
    ]


def test_length_counts_characters_not_bytes():
    made = build("311", [order(ebpName="名" * 100)], guid=new_guid(), base_transfer=TRANSFER)
    assert read(made).records[0]["OrderHead"]["ebpName"] == "名" * 100


def test_one_to_a_hundred_records_and_99_lines():
    assert errors_of("311", []) == [("/CEB311Message/Order", "missing", "")]
    assert errors_of("311", [order()] * 101)[0] == ("/CEB311Message/Order", "too_many", "100")
    many = order()
    many["OrderList"] = many["OrderList"][:1] * 100
    where = "/CEB311Message/Order[1]/OrderList"
    assert errors_of("311", [many]) == [(where, "too_many", "99")]
    assert len(read(document("311", records=100)).records) == 100


def test_empty_values_are_left_out():
    made = order(consigneeDistrict="", payCode=None, note="")
    head = read(build("311", [made], guid=new_guid(), base_transfer=TRANSFER)).records[0]
    assert {"consigneeDistrict", "payCode", "note"} & set(head["OrderHead"]) == set()


def test_moments_are_written_in_beijing_time():
    made = order(appTime=datetime(2026, 11, 24, 17, 30, tzinfo=UTC))
    head = read(build("311", [made], guid=new_guid(), base_transfer=TRANSFER)).records[0]
    assert head["OrderHead"]["appTime"] == "20261125013000"


def test_dataclasses_are_records_too():
    @dataclass
    class Receipt:
        guid: str
        ebpCode: str
        ebcCode: str
        orderNo: str
        returnStatus: str
        returnTime: str
        returnInfo: str

    given = Receipt(new_guid(), "P", "C", "N1", "120", "20261124093000123", "[Code:1800;Desc:好]")
    assert read(build("312", [given], guid=new_guid())).records == [vars(given)]


def declaration(mode, **changes):
    seed = next(n for n in range(50) if record("621", n)["InventoryHead"]["tradeMode"] == mode)
    made = record("621", seed)
    made["InventoryHead"].update(changes.pop("head", {}))
    made["InventoryList"] = made["InventoryList"][:1]
    made["InventoryList"][0].update(changes)
    return made


# R-MODE-3, R-DOC-4
@pytest.mark.parametrize(
    ("mode", "head", "name", "code"),
    [
        ("1210", {"emsNo": ""}, "emsNo", "needed_in_mode"),
        ("1210", {"areaName": None}, "areaName", "needed_in_mode"),
        ("1210", {"billNo": "086-1"}, "billNo", "barred_in_mode"),
        ("1210", {"country": "609"}, "country", "not_allowed"),
        ("9610", {"voyageNo": ""}, "voyageNo", "needed_in_mode"),
        ("9610", {"packNo": 2}, "packNo", "not_allowed"),
        ("9610", {"copNo": ""}, "copNo", "missing"),
        ("9610", {"wrapType": "22"}, "wrapType", "length"),
        ("9610", {"country": "000"}, "country", "not_in_table"),
    ],
)
def test_trade_mode_decides_what_a_list_must_say(mode, head, name, code):
    made = declaration(mode, head=head)
    errors = errors_of("621", [made])
    assert [(path.rsplit("/", 1)[1], error) for path, error, _ in errors] == [(name, code)]


def test_bonded_lines_need_their_account_line_and_second_units_come_in_pairs():
    made = declaration("1210", itemRecordNo="", qty2="1", unit2="")
    path = "/CEB621Message/Inventory[1]/InventoryList[1]"
    assert errors_of("621", [made]) == [
        (f"{path}/itemRecordNo", "needed_in_mode", "1210"),
        (f"{path}/unit2", "pair", "qty2"),
    ]


def test_limits_follow_the_schema_version():
    made = declaration("9610", itemNo="S" * 30, tradeCountry="609")
    path = "/CEB621Message/Inventory[1]/InventoryList[1]/itemNo"
    assert errors_of("621", [made]) == [(path, "too_long", "20")]
    older = build("621", [made], guid=new_guid(), base_transfer=TRANSFER, version="2018-113")
    assert read(older).records[0]["InventoryList"][0]["itemNo"] == "S" * 30


def test_transfer_is_required_of_senders():
    assert [code for _, code, _ in errors_of("311", [order()], base_transfer=None)] == [
        "missing", "missing",
    ]  # fmt: skip


def export_list(mode, **changes):
    seed = next(
        n for n in range(99) if record("603", n)["InventoryHead"]["tradeMode"] == mode
    )  # fmt: skip
    made = record("603", seed)
    made["InventoryHead"].update(changes.pop("head", {}))
    made["InventoryList"] = made["InventoryList"][:1]
    made["InventoryList"][0].update(changes)
    return made


@pytest.mark.parametrize(
    ("mode", "head", "line", "name", "code"),
    [
        ("1210", {"iacCode": ""}, {}, "iacCode", "needed_in_mode"),
        ("1210", {"emsNo": None}, {}, "emsNo", "needed_in_mode"),
        ("1210", {}, {"itemRecordNo": ""}, "itemRecordNo", "needed_in_mode"),
        ("9610", {"country": "142"}, {}, "country", "barred"),
        ("9610", {}, {"country": "142"}, "country", "barred"),
        ("9610", {"ieFlag": "I"}, {}, "ieFlag", "not_allowed"),
        ("9610", {"fFlag": "1"}, {}, "fFlag", "not_allowed"),
        ("9610", {"tradeMode": "0110"}, {}, "tradeMode", "not_allowed"),
        ("9610", {"copNo": ""}, {}, "copNo", "missing"),
        ("9610", {"POD": "12"}, {}, "POD", "too_short"),
        ("9610", {"logisticsNo": "W" * 33}, {}, "logisticsNo", "too_long"),
        ("9610", {}, {"barCode": ""}, "barCode", "missing"),
        ("9610", {}, {"qty2": "1", "unit2": ""}, "unit2", "pair"),
    ],
)
def test_an_export_list_says_what_its_mode_requires(mode, head, line, name, code):
    errors = errors_of("603", [export_list(mode, head=head, **line)])
    assert [(path.rsplit("/", 1)[1], error) for path, error, _ in errors] == [(name, code)]


def test_an_export_list_of_mode_9610_needs_no_account_book():
    bare = {"iacCode": "", "iacName": "", "emsNo": "", "trafName": "", "voyageNo": "", "billNo": ""}
    made = export_list("9610", head=bare, itemRecordNo="")
    assert build("603", [made], guid=new_guid(), base_transfer=TRANSFER)


def test_the_older_version_has_other_limits_for_exports_and_no_returns():
    made = export_list("9610", head={"logisticsNo": "W" * 80, "invtNo": ""})
    older = build("603", [made], guid=new_guid(), base_transfer=TRANSFER, version="2018-113")
    assert read(older).records[0]["InventoryHead"]["logisticsNo"] == "W" * 80
    b2b = export_list("9710")
    assert ("tradeMode", "not_allowed") in [
        (path.rsplit("/", 1)[1], code)
        for path, code, _ in errors_of("603", [b2b], version="2018-113")
    ]
    for kind, version in (("213", "2018-113"), ("303", "2030")):
        errors = errors_of(kind, [record(kind, 1)], version=version)
        assert errors == [(f"/CEB{kind}Message", "version", version)]
