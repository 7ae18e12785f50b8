"""After the list: cancelled, returned, arrived, signed for, taxed."""

from decimal import Decimal

import pytest

from .harness import Purchase, wait_until

STAGE_DELAY = 0.1  # time enough to cancel a list before its release


def list_number(purchase):
    documents = purchase.sandbox.arrived(purchase.number)["documents"]
    return next((item["invt_no"] for item in documents if item["kind"] == "621"), "")


def released(purchase):
    purchase.send()
    wait_until(lambda: purchase.sandbox.state(purchase.number) == "released")
    return list_number(purchase)


def post_to_partner(purchase, path, **request):
    return purchase.sandbox.post(f"/partners/{path}", request)


def cancellation(purchase, invt_no, **change):
    return {"cop_no": f"Q{purchase.number}", "order_no": purchase.number, "invt_no": invt_no,
            "reason": "不想要了", **change}  # fmt: skip


def test_list_is_cancelled_before_release_and_its_quota_is_free(purchase, receiver):
    purchase.sandbox.set_scenario(inspect=[purchase.number])
    purchase.send()
    wait_until(lambda: purchase.sandbox.state(purchase.number) in ("stored", "review"))
    request = cancellation(purchase, list_number(purchase))
    assert post_to_partner(purchase, "agent/cancellations", **request) == (
        201,
        {
            "cop_no": f"Q{purchase.number}",
            "agent_code": "4101W0A001",
            "agent_name": "示范报关服务有限公司（沙箱替身）",
            "order_no": purchase.number,
        },
    )
    wait_until(lambda: receiver.statuses("624") == ["2", "120", "399"])
    assert purchase.sandbox.state(purchase.number) == "cancelled"
    assert post_to_partner(purchase, "agent/cancellations", **request)[0] == 200
    assert post_to_partner(purchase, "agent/cancellations", **{**request, "reason": "x"})[0] == 409


@pytest.mark.parametrize(("number", "status"), [("", "-623005"), ("46122026I999999999", "-623003")])
def test_what_is_released_or_unknown_is_not_cancelled(purchase, receiver, number, status):
    invt_no = released(purchase)
    post_to_partner(purchase, "agent/cancellations", **cancellation(purchase, number or invt_no))
    wait_until(lambda: receiver.statuses("624") == [status])
    assert purchase.sandbox.state(purchase.number) == "released"


def test_goods_come_back_in_parts_and_never_more_than_there_were(purchase, receiver):
    invt_no = released(purchase)
    wait_until(lambda: receiver.statuses("816") == ["1"])

    def give_back(n, quantity):
        request = {"cop_no": f"R{n}{purchase.number}", "invt_no": invt_no, "reason": "破损",
                   "lines": [{"gnum": 1, "qty": quantity}]}  # fmt: skip
        assert post_to_partner(purchase, "agent/returns", **request)[0] == 201

    give_back(1, "1")
    wait_until(lambda: receiver.statuses("626") == ["2", "120", "399"])
    wait_until(lambda: (receiver.statuses("818"), receiver.statuses("816")) == (["3"], ["1", "1"]))
    first, second = (item for item in receiver.items() if item.kind == "816")
    halves = [Decimal(bill.values["valueAddedTax"]) for bill in (first, second)]
    assert halves == [Decimal("18.20"), Decimal("9.10")]
    give_back(2, "2")
    wait_until(lambda: "100" in receiver.statuses("626"))
    assert "退货数量（2）超过可退数量（1" in receiver.last("626").info
    give_back(3, "1")
    wait_until(lambda: receiver.statuses("626").count("399") == 2)
    wait_until(lambda: receiver.statuses("818") == ["3", "3"])
    assert receiver.statuses("816") == ["1", "1"]


@pytest.mark.parametrize(
    ("line", "status", "text"),
    [
        ({"gnum": 2, "qty": "1", "gcode": "1901101000", "gname": "奶粉", "unit": "122"}, "100",
         "没有序号（2）的商品"),
        ({"gnum": 1, "qty": "1", "gcode": "1901101001"}, "100", "商品编码（gcode）不一致"),
    ],
)  # fmt: skip
def test_only_the_originals_come_back(purchase, receiver, line, status, text):
    request = {"cop_no": f"R{purchase.number}", "invt_no": released(purchase), "reason": "破损",
               "lines": [line]}  # fmt: skip
    assert post_to_partner(purchase, "agent/returns", **request)[0] == 201
    wait_until(lambda: status in receiver.statuses("626"))
    assert text in next(item.info for item in receiver.items() if item.status == status)


def test_return_gives_the_year_back(sandbox, receiver):
    buyer = {"buyer_id_number": "110101188903030014"}
    known = {"order": {"buyerIdNumber": buyer["buyer_id_number"]},
             "payment": {"payer_id_number": buyer["buyer_id_number"]}}  # fmt: skip
    sandbox.set_scenario()
    big = Purchase("YEAR1", sandbox, price="25000", quantity="1")
    big.send(declaration=buyer, **known)
    wait_until(lambda: sandbox.state("YEAR1") == "released")
    over = Purchase("YEAR2", sandbox, price="1000.01", quantity="1")
    over.send(declaration=buyer, **known)
    wait_until(lambda: "-621018" in receiver.statuses("622"))
    post_to_partner(big, "agent/returns", cop_no="RYEAR1", invt_no=list_number(big), reason="退",
        lines=[{"gnum": 1, "qty": "1"}])  # fmt: skip
    wait_until(lambda: "399" in receiver.statuses("626"))
    again = Purchase("YEAR3", sandbox, price="1000.01", quantity="1")
    again.send(declaration=buyer, **known)
    wait_until(lambda: sandbox.state("YEAR3") == "released")


def test_direct_purchase_waits_for_its_parcel_at_the_site(purchase, receiver):
    purchase.sandbox.set_scenario(need_arrival=True)
    purchase.mode = "9610"
    purchase.send()
    wait_until(lambda: purchase.sandbox.state(purchase.number) == "stored")
    waybill = purchase.ship()[1]
    arrived = {
        "cop_no": f"A{purchase.number}",
        "lines": [{"logistics_no": waybill["logistics_no"]}],
    }
    assert post_to_partner(purchase, "operator/arrivals", **arrived)[0] == 201
    wait_until(lambda: purchase.sandbox.state(purchase.number) == "released")
    assert receiver.statuses("712") == ["2", "120", "399"]
    stored = next(item for item in receiver.items() if item.kind == "712" and item.status == "120")
    assert stored.values["rkdNo"].startswith("4612")


@pytest.mark.slow("waits for customs' stages")
def test_parcel_is_signed_for(purchase, receiver):
    released(purchase)
    number = purchase.ship()[1]["logistics_no"]
    signed = {"logistics_no": number, "order_no": purchase.number,
              "signed_at": "2026-01-08T09:00:00+08:00"}  # fmt: skip
    assert post_to_partner(purchase, "logistics/signed", **signed)[0] == 201
    wait_until(lambda: receiver.statuses("514") == ["2", "120"])
    assert (
        post_to_partner(purchase, "logistics/signed", **{**signed, "logistics_no": "SF0"})[0] == 201
    )
    wait_until(lambda: "100" in receiver.statuses("514"))


def test_tax_is_billed_and_may_differ(purchase, receiver):
    purchase.sandbox.set_scenario(tax_differs=1.5, sum_up_tax_after=0.1)
    released(purchase)
    wait_until(lambda: receiver.statuses("818") == ["2"])
    bill = next(item for item in receiver.items() if item.kind == "816")
    assert (bill.values["valueAddedTax"], bill.values["customsTax"]) == ("19.70", "0")
    assert [Decimal(line["taxPrice"]) for line in bill.lines] == [Decimal("200")]


def test_order_is_declared_in_one_list_only(purchase, receiver):
    released(purchase)
    again = purchase.declare(purchase.ship()[1], cop_no=f"Z{purchase.number}")
    assert again[0] == 201
    wait_until(lambda: "-621004" in receiver.statuses("622"))


@pytest.mark.parametrize(
    ("change", "status", "text"),
    [
        ({"customs_code": "2249"}, "-621001", "不在本关区"),
        ({"customs_code": "4604"}, "-621001", "不受理贸易方式（tradeMode）[1210]"),
    ],
)
def test_unknown_place_or_mode_is_rejected(purchase, receiver, change, status, text):
    purchase.send(declaration=change)
    wait_until(lambda: receiver.statuses("622") == [status])
    assert text in next(item.info for item in receiver.items() if item.status == status)


def lines(**change):
    return [{
        "gnum": 1, "item_record_no": "1", "gcode": "1701991000", "gname": "奶粉", "gmodel": "x",
        "country": "609", "qty": "2", "unit": "122", "qty1": "1.2", "unit1": "035",
        "price": "100.00", "total_price": "200.00", **change,
    }]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"gcode": "2403110000"}, "不在跨境电商零售进口商品清单内"),
        ({"qty1": "2.5"}, "（2.5）千克超过限量（2）千克"),
    ],
)
def test_goods_off_the_list_or_over_their_cap_are_rejected(purchase, receiver, change, text):
    purchase.send(declaration={"lines": lines(**change)})
    wait_until(lambda: receiver.statuses("622") == ["2", "100"])
    assert text in next(item.info for item in receiver.items() if item.status == "100")


def test_more_waybills_join_an_arrival(purchase, receiver):
    other = Purchase(f"{purchase.number}B", purchase.sandbox, mode="9610")
    purchase.mode = "9610"
    numbers = [one.ship()[1]["logistics_no"] for one in (purchase, other)]
    flight = {"cop_no": f"A{purchase.number}", "customs_code": "4604", "traf_mode": "5",
              "traf_no": "CZ1", "voyage_no": "CZ1", "bill_no": "999-7",
              "logistics_code": "4101W0L001", "logistics_name": "速递"}  # fmt: skip
    first = [{"logistics_no": numbers[0]}]
    post_to_partner(purchase, "operator/arrivals", **flight, lines=first)
    wait_until(lambda: receiver.statuses("712")[-1:] == ["100"])
    assert "提运单号" in receiver.last("712").info
    bill = purchase.ship()[1]["bill_no"]
    post_to_partner(
        purchase, "operator/arrivals", **{**flight, "bill_no": bill}, lines=first, change=True
    )
    wait_until(lambda: receiver.statuses("712")[-1:] == ["399"])
    both = [*first, {"logistics_no": numbers[1]}]
    post_to_partner(
        purchase, "operator/arrivals", **{**flight, "bill_no": bill}, lines=both, change=True
    )
    wait_until(lambda: receiver.statuses("712")[-1:] == ["100"])
