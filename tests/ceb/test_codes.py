"""Code tables, and what customs' answers mean."""

import json
import os
import time
from pathlib import Path

import pytest

from ceb import MESSAGES, describe_status
from ceb.codes import (
    NEXT_LABELS,
    STATUSES,
    TABLES,
    customs_country,
    customs_currency,
    explain,
    receipt_status,
)
from ceb.fields import Group


@pytest.mark.parametrize(
    ("iso_code", "number"),
    [("NZ", "609"), ("nzl", "609"), ("CN", "142"), ("KOR", "133"), ("USA", "502"), ("305", "305")],
)
def test_iso_codes_become_customs_numbers(iso_code, number):
    assert customs_country(iso_code) == number


def test_numbers_of_countries_have_three_digits():
    assert all(len(number) == 3 for number in TABLES["country"])


def test_units_and_currencies_by_name():
    units = TABLES["unit"]
    assert [units[number] for number in ("035", "122", "142")] == ["千克", "罐", "瓶"]
    assert [customs_currency(name) for name in ("CNY", "usd", "142")] == ["142", "502", "142"]


@pytest.mark.parametrize("code", ["XX", "", " ", "-"])
def test_unknown_codes_are_an_error(code):
    with pytest.raises(KeyError):
        customs_country(code)


@pytest.mark.parametrize(
    ("code", "meaning", "step"),
    [
        ("800", "released", "done"),
        ("100", "rejected", "correct"),
        ("399", "concluded", "wait"),
        ("-301010", "rejected_by_port", "ignore"),
        ("-301014", "rejected_by_port", "ignore"),
        ("-621017", "rejected_by_port", "resend"),
        ("-621008", "rejected_by_port", "wait"),
        ("4", "send_failed", "resend"),
        ("500", "inspection", "wait"),
        ("501", "detained", "ask_broker"),
        ("599", "detained", "ask_broker"),
        ("-621029", "rejected_by_port", "ask_broker"),
        ("-621777", "rejected_by_port", "correct"),
        ("-1", "rejected_by_port", "ask_broker"),
        ("23", "unknown", "ask_broker"),
        ("", "unknown", "ask_broker"),
        ("--5", "unknown", "ask_broker"),
        ("-" + "9" * 5000, "unknown", "ask_broker"),
        ("-１", "unknown", "ask_broker"),
    ],
)
def test_every_status_has_a_meaning_and_a_next_step(code, meaning, step):
    status = receipt_status(code)
    assert (status.meaning, status.next) == (meaning, step)
    assert status.zh
    assert status.en


def test_only_800_releases():
    assert [code for code, status in STATUSES.items() if status.meaning == "released"] == ["800"]


def test_a_number_means_another_thing_on_export():
    assert [
        (status.zh, status.next)
        for status in (receipt_status("-301010"), receipt_status("-301010", "export"))
    ] == [("该编号的订单已经存在", "ignore"), ("订单签名校验失败", "ask_broker")]
    kinds = ("311", "312", "303", "304", "?")
    assert [describe_status(kind, "-301010").next for kind in kinds] == [
        "ignore", "ignore", "ask_broker", "ask_broker", "ignore",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "zh", "step", "field"),
    [
        ("-303500", "订单业务校验失败", "correct", ""),
        ("-402001", "收款单格式校验失败", "correct", ""),
        ("-504500", "运单报文处理失败", "resend", ""),
        ("-505500", "离境单签名校验失败", "ask_broker", "Signature"),
        ("-603001", "清单业务校验失败", "correct", ""),
        ("-608001", "撤销申请单报文处理失败", "resend", ""),
        ("-701001", "汇总申请单签名校验失败", "ask_broker", "Signature"),
        ("-803001", "运抵单业务校验失败", "correct", ""),
        ("-904999", "清单总分单报文处理失败", "resend", ""),
        ("-10150", "企业类型或代码无效", "correct", ""),
        ("-999999", "被电子口岸退回", "ask_broker", ""),
    ],
)
def test_export_errors_are_known_by_their_range(code, zh, step, field):
    [advice] = explain(code, trade="export")
    assert (advice.zh, advice.next, advice.field) == (zh, step, field)


@pytest.mark.xsd
def test_every_official_import_code_has_a_text_of_its_own():
    table = Path(os.environ["CEB_XSD_DIR"], "../codes/return_error_codes_import.json")
    if not table.exists():
        pytest.skip("the official table of codes is not beside the schemas")
    rows = json.loads(table.read_text())["rows"]
    explained = {row["code"]: explain(row["code"])[0] for row in rows}
    assert [code for code, advice in explained.items() if "电子口岸退回" in advice.zh] == []
    assert all(advice.en and advice.next in NEXT_LABELS for advice in explained.values())
    fields = {field.name for message in MESSAGES.values() for field in all_members(message.root)}
    assert {advice.field for advice in explained.values()} - fields == {""}


def all_members(group):
    for member in group.members:
        yield member
        if isinstance(member, Group):
            yield from all_members(member)


@pytest.mark.parametrize(
    ("info", "advice"),
    [
        ("[Code:1800;Desc:逻辑校验通过]", [("1800", "wait", "")]),
        (
            "[Code:130126;Desc:订购人电话不一致][code：1313；desc：超过年度限额limitPrice:26,000]",
            [("130126", "correct", "buyerTelephone"), ("1313", "ask_broker", "buyerIdNumber")],
        ),
        ("[Code:99999;Desc:收货地址与运单不一致]", [("99999", "correct", "consigneeAddress")]),
        ("[Code:99999;Desc:]", [("99999", "ask_broker", "")]),
        ("清单验签失败！", [("", "ask_broker", "")]),
        ("系统异常，请稍后重试", [("", "resend", "")]),
        ("-621018", [("-621018", "ask_broker", "buyerIdNumber")]),
        ("800", [("800", "done", "")]),
        ("随便什么", [("", "ask_broker", "")]),
        ("", []),
    ],
)
def test_an_answer_s_text_becomes_advice(info, advice):
    assert [(one.code, one.next, one.field) for one in explain(info)] == advice


def test_a_text_without_end_is_read_in_no_time():
    started = time.perf_counter()
    assert explain("[code:1;desc:" * 300_000)[0].next == "ask_broker"
    assert time.perf_counter() - started < 2
