"""An export order's way out of the country, and back again."""

import pytest

from .export import Export
from .harness import wait_until

STAGE_DELAY = 0.1  # time enough to cancel a list before its release


@pytest.fixture
def export(purchase):
    return Export(f"E{purchase.number}", purchase.sandbox)


def released(export):
    return wait_until(lambda: export.sandbox.state(export.number, "603") == "released")


def rejection_info(export, kind="604"):
    def rejected():
        receipts = export.sandbox.arrived(export.number)["receipts"]
        return [
            item["info"] for item in receipts if (item["kind"], item["status"]) == (kind, "100")
        ]

    return wait_until(rejected)[0]


@pytest.mark.parametrize("mode", ["9610", "1210"])
def test_agreeing_export_documents_are_released(export, receiver, mode):
    export.mode = mode
    export.send()
    released(export)
    wait_until(lambda: "800" in receiver.statuses("604"))
    assert {kind: receiver.statuses(kind) for kind in ("304", "404", "506", "604")} == {
        "304": ["2", "120"], "404": ["2", "120"], "506": ["2", "120"],
        "604": ["2", "120", "800"],
    }  # fmt: skip
    kinds = [item["kind"] for item in export.sandbox.arrived(export.number)["arrivals"]]
    assert sorted(kinds) == ["303", "403", "505", "603"]
    assert export.list_number()[8] == "E"


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"money": {"amount": "60"}}, "收款金额（charge）与订单不一致：60 ≠ 65"),
        ({"waybill": {"weight": "0.6"}}, "毛重（grossWeight）不一致：0.5 ≠ 0.6"),
        (
            {"order": {"goodsValue": "61"}, "money": {"amount": "66"}},
            "商品金额（goodsValue）计算不符：61 ≠ 60",
        ),
        ({"declaration": {"ebc_code": "4101W00009"}}, "收发货人代码（ebcCode）不一致"),
        ({"declaration": {"net_weight": "0.9"}}, "净重（netWeight）"),
    ],
)
def test_export_documents_that_disagree_are_rejected(export, wrong, text):
    export.send(**wrong)
    assert text in rejection_info(export)


@pytest.mark.slow("waits until customs gives up waiting for a document")
def test_export_list_without_its_money_says_so(export):
    export.sandbox.post("/messages", export.order())
    parcel = export.post("logistics/export-waybills", **export.waybill())[1]
    export.post("agent/export-lists", **export.declaration(parcel))
    assert f"订单号（{export.number}）的收款单信息不存在" in rejection_info(export)


def test_list_waits_for_arrival_and_is_closed_by_departure(export, receiver):
    export.sandbox.set_scenario(need_arrival=True)
    parcel = export.send()
    lines = [{"logistics_no": parcel["logistics_no"]}]
    wait_until(lambda: receiver.statuses("604") == ["2", "120", "400"])
    assert export.post("logistics/arrivals", cop_no=f"A{export.number}", lines=lines)[0] == 201
    released(export)
    assert export.post("logistics/departures", cop_no=f"D{export.number}", lines=lines)[0] == 201
    wait_until(lambda: receiver.statuses("604") == ["2", "120", "400", "800", "899"])
    assert (receiver.statuses("508"), receiver.statuses("510")) == (["2", "120"], ["2", "120"])


@pytest.mark.slow("waits for customs' stages")
def test_nothing_unknown_or_unreleased_arrives_or_leaves(export, receiver):
    lines = [{"logistics_no": "SX0000000000000"}]
    export.post("logistics/arrivals", cop_no=f"A{export.number}", lines=lines, traf_mode="5",
               customs_code="4612")  # fmt: skip
    export.post("logistics/departures", cop_no=f"D{export.number}", lines=lines, traf_mode="5",
               customs_code="4612")  # fmt: skip
    wait_until(lambda: receiver.statuses("508") == receiver.statuses("510") == ["2", "100"])
    assert "运单（SX0000000000000）信息不存在" in receiver.last("508").info


def test_export_list_is_cancelled_before_release_and_not_after(export, receiver):
    export.sandbox.set_scenario(inspect=[export.number])
    export.send()
    wait_until(lambda: export.sandbox.state(export.number, "603") in ("stored", "review"))
    application = {"cop_no": f"Q{export.number}", "invt_no": export.list_number(), "reason": "错"}
    assert export.post("agent/export-cancellations", **application)[0] == 201
    wait_until(lambda: receiver.statuses("606") == ["2", "120", "430"])
    assert export.sandbox.state(export.number, "603") == "cancelled"
    again = Export(f"{export.number}B", export.sandbox)
    export.sandbox.set_scenario()
    again.send()
    released(again)
    late = {**application, "cop_no": f"R{export.number}", "invt_no": again.list_number()}
    again.post("agent/export-cancellations", **late)
    wait_until(lambda: "-607005" in receiver.statuses("606"))


def test_lists_go_under_one_bill_and_into_one_declaration(export, receiver):
    other = Export(f"{export.number}B", export.sandbox)
    parcels = [one.send() for one in (export, other)]
    released(export)
    released(other)
    lists = [one.list_number() for one in (export, other)]
    master = {"cop_no": f"M{export.number}", "bill_no": "999-1", "gross_weight": "1",
              "lines": [{"invt_no": number} for number in lists]}  # fmt: skip
    assert export.post("agent/master-lists", **master)[0] == 201
    wait_until(lambda: receiver.statuses("608") == ["2", "120"])
    summary = {"cop_no": f"S{export.number}", "lists": lists}
    assert export.post("agent/summaries", **summary)[0] == 201
    wait_until(lambda: receiver.statuses("702") == ["2", "120"])
    wait_until(lambda: receiver.statuses("792"))
    result = next(item for item in receiver.items() if item.kind == "792")
    confirmation = next(
        item for item in receiver.items() if item.kind == "702" and item.status == "120"
    )
    assert result.values["sumNo"] == confirmation.values["sumNo"]
    assert [(line["invtNo"], line["logisticsNo"], line["gseqno"]) for line in result.lines] == [
        (number, parcel["logistics_no"], "1") for number, parcel in zip(lists, parcels, strict=True)
    ]
    again = {"cop_no": f"T{export.number}", "lists": [{"invt_no": lists[0]}]}
    export.post("agent/summaries", **again)
    wait_until(lambda: "100" in receiver.statuses("702"))
    assert f"清单（{lists[0]}）已汇总" in receiver.last("702").info


def test_exported_goods_come_back(export, receiver):
    export.send()
    released(export)
    back = {
        "cop_no": f"B{export.number}", "invt_no": export.list_number(), "reason": "拒收",
        "lines": [{"gnum": 1, "qty": "1"}],
    }  # fmt: skip
    response = export.post("agent/export-returns", **back)
    assert response[0] == 201, response
    wait_until(lambda: receiver.statuses("214") == ["2", "120", "800"])
    tally = {"cop_no": f"L{export.number}"[:20], "invt_no": export.list_number()}
    assert export.post("operator/tallies", **tally)[0] == 201
    wait_until(lambda: receiver.statuses("216") == ["2", "120"])
    more = {**back, "cop_no": f"C{export.number}", "lines": [{"gnum": 1, "qty": "2"}]}
    export.post("agent/export-returns", **more)
    assert "退货数量（2）超过可退数量（1）" in rejection_info(export, "214")
