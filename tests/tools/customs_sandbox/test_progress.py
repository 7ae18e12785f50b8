"""Four documents that agree are released; those that do not are rejected with the reason."""

import pytest

from ceb import parse_receipts
from tools.customs_sandbox.receipts import stamp_after

from .harness import BUYER, Purchase, minutes_from_now, wait_until


def receipts(receiver, purchase, count):
    """(kind, status) of the receipts about one order, once there are that many."""

    def delivered_receipts():
        receipts = purchase.sandbox.arrived(purchase.number)["receipts"]
        return receipts if sum(item["delivered"] for item in receipts) >= count else None

    return [(item["kind"], item["status"]) for item in wait_until(delivered_receipts)]


def rejection_info(purchase):
    """The text of the list's 100."""

    def rejected():
        receipts = purchase.sandbox.arrived(purchase.number)["receipts"]
        return [
            item["info"] for item in receipts if (item["kind"], item["status"]) == ("622", "100")
        ]

    return wait_until(rejected)[0]


@pytest.mark.parametrize("mode", ["1210", "9610"])
def test_agreeing_documents_are_released(purchase, receiver, mode):
    purchase.mode = mode
    assert purchase.send() == (
        201,
        {
            "cop_no": f"C{purchase.number}",
            "agent_code": "4101W0A001",
            "agent_name": "示范报关服务有限公司（沙箱替身）",
            "order_no": purchase.number,
        },
    )
    receipts(receiver, purchase, 9)
    assert {kind: receiver.statuses(kind) for kind in ("312", "412", "512", "622")} == {
        "312": ["2", "120"],
        "412": ["2", "120"],
        "512": ["2", "120"],
        "622": ["2", "120", "800"],
    }
    assert receiver.wrong_signatures == 0
    released = receiver.last("622")
    assert (released.key, released.codes) == (f"C{purchase.number}", [("2600", "放行")])
    assert released.values["invtNo"].startswith("4612")
    assert len(released.values["invtNo"]) == len(released.values["preNo"]) == 18


def test_every_document_and_receipt_is_valid_and_its_times_increase(purchase, receiver):
    purchase.send()
    receipts(receiver, purchase, 9)
    times = [item.return_time for item in receiver.items() if item.kind == "622"]
    assert times == sorted(set(times))
    outcomes = purchase.sandbox.arrived(purchase.number)["arrivals"]
    assert [(item["kind"], item["sender"], item["outcome"]) for item in outcomes] == [
        ("311", "site", "accepted"),
        ("411", "payment", "accepted"),
        ("511", "logistics", "accepted"),
        ("621", "agent", "accepted"),
    ]


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"payment": {"amount": "1.00"}}, "支付金额（amountPaid）不一致：1.00 ≠ 209.10"),
        ({"payment": {"payer_name": "王五"}}, "[Code:13032;Desc:支付人姓名"),
        ({"payment": {"payer_id_number": "110101188801010028"}}, "支付人证件号码"),
        ({"waybill": {"consignee_address": "洛阳"}}, "收货地址（consigneeAddress）不一致"),
        ({"waybill": {"consignee_telephone": "1"}}, "收货人电话"),
        ({"waybill": {"weight": "3"}}, "毛重（grossWeight）不一致"),
        ({"declaration": {"buyer_telephone": "1"}}, "[Code:130126;Desc:订购人电话"),
        ({"declaration": {"consignee_address": "洛阳"}}, "收货地址"),
        ({"order": {"acturalPaid": "210"}}, "计算不符：210 ≠ 209.1"),
        ({"order": {"payCode": "4101W0X999"}}, "[Code:13035;Desc:支付企业代码"),
        ({"payment": {"paid_at": "2046-01-05T10:00:00+08:00"}}, "payTime"),
    ],
)
def test_documents_that_disagree_are_rejected_with_the_reason(purchase, wrong, text):
    purchase.send(**wrong)
    assert text in rejection_info(purchase)


@pytest.mark.slow("waits until customs gives up waiting for a document")
def test_list_waits_for_the_others_and_then_says_what_is_missing(purchase, receiver):
    waybill = purchase.ship()[1]
    purchase.declare(waybill)
    info = rejection_info(purchase)
    assert f"订单号[{purchase.number}]的订单信息不存在" in info
    assert "支付单信息不存在" in info
    assert "运单" not in info


def test_late_documents_are_waited_for(purchase, receiver):
    purchase.declare(purchase.ship()[1])
    wait_until(lambda: purchase.sandbox.state(purchase.number) == "stored")
    purchase.sandbox.post("/messages", purchase.order())
    purchase.pay()
    wait_until(lambda: purchase.sandbox.state(purchase.number) == "released")


def test_rejected_list_is_put_right_and_released(purchase):
    purchase.send(waybill={"consignee_telephone": "1"})
    rejection_info(purchase)
    assert purchase.ship(change=True)[0] == 200
    assert purchase.declare(purchase.ship()[1], change=True)[0] == 200
    wait_until(lambda: purchase.sandbox.state(purchase.number) == "released")
    again = purchase.sandbox.arrived(purchase.number)["arrivals"][-2:]
    assert [(item["kind"], item["app_type"], item["outcome"]) for item in again] == [
        ("511", "2", "accepted"),
        ("621", "2", "accepted"),
    ]


def test_second_order_under_one_number_is_rejected_and_same_bytes_are_one(purchase, receiver):
    first = purchase.order()
    _, response = purchase.sandbox.post("/messages", first)
    assert purchase.sandbox.post("/messages", first) == (202, {**response, "duplicate": True})
    purchase.sandbox.post("/messages", purchase.order())
    wait_until(lambda: "-301010" in receiver.statuses("312"))
    assert sorted(receiver.statuses("312"))[0] == "-301010"
    assert purchase.sandbox.get("/messages/conflicts")["conflicts"] != []


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"appType": "2", "appTime": "20200101000000"}, "-301014"),
        ({"appType": "2", "orderNo": "NOBODY"}, "-301009"),
        ({"appType": "2", "appTime": minutes_from_now(60)}, "120"),
    ],
)
def test_changes_need_something_to_change_and_a_later_time(purchase, receiver, change, status):
    purchase.sandbox.post("/messages", purchase.order())
    wait_until(lambda: "120" in receiver.statuses("312"))
    receiver.received.clear()
    purchase.sandbox.post("/messages", purchase.order(**change))
    wait_until(lambda: status in receiver.statuses("312"))


def test_declared_order_is_frozen(purchase, receiver):
    purchase.send()
    wait_until(lambda: purchase.sandbox.state(purchase.number) == "released")
    later = purchase.order(appType="2", appTime=minutes_from_now(60))
    purchase.sandbox.post("/messages", later)
    wait_until(lambda: "-301011" in receiver.statuses("312"))


def test_single_and_yearly_limit(sandbox, receiver):
    buyer = {"buyer_id_number": "110101188902020012"}
    too_dear = Purchase("LIMIT1", sandbox, price="2500.01", quantity="2")
    too_dear.send(declaration=buyer)
    wait_until(lambda: "-621005" in receiver.statuses("622"))
    one_piece = Purchase("LIMIT2", sandbox, price="25000", quantity="1")
    one_piece.send(declaration=buyer, order={"buyerIdNumber": "110101188902020012"},
                   payment={"payer_id_number": "110101188902020012"})  # fmt: skip
    wait_until(lambda: sandbox.state("LIMIT2") == "released")
    over = Purchase("LIMIT3", sandbox, price="1000.01", quantity="1")
    over.send(declaration=buyer)
    wait_until(lambda: "-621018" in receiver.statuses("622"))
    text = next(item.info for item in receiver.items() if item.status == "-621018")
    assert "已用购买额度为[25000.00]" in text
    assert buyer["buyer_id_number"] not in text


def test_document_the_schema_rejects_is_answered_by_its_own_id(purchase, receiver):
    broken = purchase.order().replace(b"<ceb:orderType>I</ceb:orderType>", b"")
    headers = {"X-Message-Id": "SITE-0001"}
    assert (
        purchase.sandbox.post("/messages", broken, headers=headers)[1]["transmission"]
        == "SITE-0001"
    )
    purchase.sandbox.post("/messages", b"<not xml")
    wait_until(lambda: len(receiver.statuses("900")) == 2)
    first = next(item for item in receiver.items() if item.key == "SITE-0001")
    assert (first.status, first.values["oriMessageType"]) == ("-1", "CEB311Message")
    assert "订单类型（orderType）必填" in first.info
    response = purchase.sandbox.post("/messages", purchase.order(), headers=headers)
    assert response[0] == 409


def test_order_that_the_specification_rejects(purchase, receiver):
    wrong = purchase.order().replace(b"<ceb:country>609<", b"<ceb:country>000<")
    purchase.sandbox.post("/messages", wrong)
    wait_until(lambda: receiver.statuses("312") == ["-301008"])
    assert "原产国（country）不在代码表" in receiver.items()[0].info
    # Nothing is on file, so the corrected order is new again.
    purchase.sandbox.post("/messages", purchase.order())
    wait_until(lambda: receiver.statuses("312")[-1] == "120")


def test_receipts_are_kept_apart_from_personal_data(purchase):
    purchase.send()
    shown = str(purchase.sandbox.arrived(purchase.number))
    assert BUYER["buyerIdNumber"] not in shown
    assert BUYER["buyerName"] not in shown


def test_receipts_parse_as_what_they_are(purchase, receiver):
    purchase.send()
    wait_until(lambda: "800" in receiver.statuses("622"))
    assert all(parse_receipts(body) for _, body in receiver.received)


def test_draft_has_no_effect_until_it_is_declared(purchase, receiver):
    purchase.sandbox.post("/messages", purchase.order(appStatus="1"))
    wait_until(lambda: receiver.statuses("312") == ["1"])
    assert purchase.sandbox.state(purchase.number, "311") == "draft"
    purchase.sandbox.post("/messages", purchase.order())
    wait_until(lambda: receiver.statuses("312") == ["1", "2", "120"])


def test_answers_never_go_back_in_time_over_the_turn_of_a_minute():
    assert stamp_after("20261231235959999") == "20270101000000000"
