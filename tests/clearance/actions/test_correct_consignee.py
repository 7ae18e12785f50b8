"""A rejection for a wrong address: explained, corrected once, sent again, every step recorded."""

import pytest
from django.contrib.auth.models import Group

from ceb import build_receipt, new_guid, read
from clearance.actions.correct_consignee import correct, finish_corrections, why_not_correct
from clearance.documents.preparation import prepare, prepare_pending_lists
from clearance.models import Correction, Message
from clearance.receipts.intake import read_receipt, receive
from core.groups import ORGANIZERS
from core.models import User
from evidence.models import Entry
from orders.errors import OrderActionError
from orders.models import OrderEvent
from tests.clearance.customs_receipts import receipt_for
from tests.html import folded
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db
REJECTION = "[Code:130999;Desc:收货地址不一致]"
WAYBILL = {"logistics_no": "SF1", "logistics_code": "4101X00001", "logistics_name": "快递"}


@pytest.fixture
def order():
    """Payment and waybill stand; customs has rejected the order for its address."""
    order = make_order(paid=True)
    prepare(order.pk)
    order.messages.exclude(kind="311").update(state="accepted")
    order.messages.filter(kind="511").update(answer=WAYBILL, receipt_key="SF1")
    order.messages.filter(kind="311").update(state="sent", tries=1)
    reject_order(order)
    order.refresh_from_db()
    return order


def reject_order(order, status="100", info=REJECTION, second=1):
    row = {
        "guid": new_guid(), "ebpCode": "4101W00001", "ebcCode": "4101W00001",
        "orderNo": order.number, "returnStatus": status,
        "returnTime": f"20990101120{second:03d}000", "returnInfo": info,
    }  # fmt: skip
    receipt, _new = receive(build_receipt("312", [row]), "file")
    read_receipt(receipt.pk)


def form(order, **changes):
    return {
        "consignee": order.consignee, "mobile": order.consignee_mobile, "province": "410000",
        "city": "410100", "district": "410105", "detail": "花园路 93 号", "reason": "买家来电更正",
        "token": "one-form", **changes,
    }  # fmt: skip


def current_message(order, kind):
    return order.messages.get(kind=kind, superseded_at=None)


def test_the_page_says_what_is_wrong_and_offers_the_remedy(client, clerk, order):
    page = client.get(
        f"/en/clearance/messages/{current_message(order, '311').pk}/"
    ).content.decode()
    assert "收货地址不一致" in page
    assert "consigneeAddress" in page
    assert "Correct it and declare again" in page
    assert "Correct consignee or address" in page
    assert "花园路 39 号" in page


@pytest.mark.usefixtures("clerk")
@pytest.mark.parametrize(
    ("info", "leads_to"),
    [
        ("[Code:130999;Desc:收货人电话不一致]", "#id_mobile"),
        ("[Code:130999;Desc:收货人姓名不一致]", "#id_consignee"),
        ("[Code:130999;Desc:收货地址不一致]", "#id_detail"),
        ("[Code:130126;Desc:订购人电话与订单不一致]", ""),
        ("[Code:130999;Desc:规格型号不一致]", ""),
        ("报文有误", "#correct"),  # it names nothing
    ],
)
def test_the_page_leads_to_the_very_field_or_nowhere(client, order, info, leads_to):
    reject_order(order, info=info, second=2)
    page = folded(
        client.get(f"/en/clearance/messages/{current_message(order, '311').pk}/").content.decode()
    )
    hint = page.split('class="clerk-steps"', 1)[1].split("</section>", 1)[0]
    links = [anchor for anchor in ("#id_mobile", "#id_consignee", "#id_detail", "#correct")
             if f'href="{anchor}"' in hint]  # fmt: skip
    assert links == ([leads_to] if leads_to else [])
    if leads_to not in ("", "#correct"):
        assert f'id="{leads_to[1:]}"' in page
    is_open = '<details class="wbsec clerk-correct" id="correct" open>' in page
    assert is_open == bool(leads_to)


def test_a_list_rejected_for_the_buyers_telephone_is_no_case_for_the_consignees(
    client, clerk, order
):
    order.messages.filter(kind="311").update(state="accepted")
    listed = Message.objects.create(
        order=order, zone=order.zone, kind="621", business_key="L1", receipt_key="L1",
        state="sent", tries=1,
    )  # fmt: skip
    receipt, _ = receive(
        receipt_for(listed, "100", 1, info="[Code:130126;Desc:订购人电话与订单不一致]"), "http"
    )
    read_receipt(receipt.pk)
    page = client.get(f"/en/clearance/messages/{listed.pk}/").content.decode()
    hint = page.split('class="clerk-steps"', 1)[1].split("</section>", 1)[0]
    assert "buyer&#x27;s telephone" in hint
    assert "Cannot be corrected here" in hint
    assert "#correct" not in hint


def test_corrected_documents_go_in_a_new_later_version_and_the_old_ones_stay(client, clerk, order):
    old = current_message(order, "311")
    response = client.post(f"/clearance/messages/{old.pk}/correct/", form(order))
    order.refresh_from_db()
    assert order.address == "河南省郑州市金水区花园路 93 号"
    assert order.clearance_state == "prepared"
    new = current_message(order, "311")
    assert response.url == f"/clearance/messages/{new.pk}/"
    head = read(bytes(new.content)).records[0]["OrderHead"]
    assert (head["consigneeAddress"], head["appType"]) == (order.address, "2")
    assert (new.version, new.state) == (2, "waiting") or new.tries
    assert new.app_time > old.app_time
    assert current_message(order, "511").version == 2
    assert current_message(order, "411").version == 1  # the payment names no address
    old.refresh_from_db()
    assert (old.state, old.version) == ("rejected", 1)
    page = client.get(f"/clearance/messages/{new.pk}/").content.decode()
    assert "<del>河南省郑州市金水区花园路 39 号</del>" in page
    assert "<ins>河南省郑州市金水区花园路 93 号</ins>" in page


def test_pressed_twice_it_is_corrected_once(client, clerk, order):
    message = current_message(order, "311")
    for _ in range(2):
        client.post(f"/clearance/messages/{message.pk}/correct/", form(order))
    correct(order.pk, fields(), actor=clerk, reason="again", token="one-form")
    assert Correction.objects.count() == 1
    assert order.messages.filter(kind="311").count() == 2


def fields(**changes):
    return {"consignee": "王收货", "mobile": "13900005678", "district_code": "410105",
            "detail": "花园路 95 号", **changes}  # fmt: skip


def test_the_trail_names_who_changed_what_without_the_persons_data(client, clerk, order):
    client.post(
        f"/clearance/messages/{current_message(order, '311').pk}/correct/",
        form(order, consignee="李收货", mobile="13700001111"),
    )
    correction = Correction.objects.get()
    assert correction.by == clerk
    assert correction.changes == [
        ["consignee", "王**", "李**"],
        ["consignee_mobile", "139****5678", "137****1111"],
        ["address", "河南省郑州市金水区花园路 ** 号", "河南省郑州市金水区花园路 ** 号"],
    ]
    entries = Entry.objects.filter(subject=f"order {order.number}")
    assert {"consignee_corrected", "message replaced"} <= set(
        entries.values_list("kind", flat=True)
    )
    assert not any("李收货" in entry.payload for entry in entries)
    assert OrderEvent.objects.filter(order=order, kind="consignee_corrected").count() == 1


def test_a_rejected_list_follows_only_when_customs_has_the_corrected_documents(clerk, order):
    order.messages.filter(kind="311").update(state="accepted")
    prepare_pending_lists()
    order.messages.filter(kind="621").update(state="rejected", status="100")
    correct(order.pk, fields(), actor=clerk, reason="typo", token="t")
    assert (finish_corrections(), current_message(order, "621").version) == (0, 1)
    order.messages.filter(superseded_at=None, kind="311").update(state="accepted")
    assert finish_corrections() == 0
    order.messages.filter(superseded_at=None, kind="511").update(state="accepted", answer=WAYBILL)
    assert (finish_corrections(), finish_corrections()) == (1, 0)
    again = current_message(order, "621")
    assert again.version == 2
    assert "花园路 95 号" in bytes(again.content).decode()
    assert prepare_pending_lists() == 0


@pytest.mark.parametrize(
    "change",
    [
        {"clearance_state": "released"},
        {"cancelled_at": "2026-01-01T00:00:00Z"},
    ],
)
def test_what_customs_released_or_we_cancelled_is_corrected_no_more(clerk, order, change):
    type(order).objects.filter(pk=order.pk).update(**change)
    with pytest.raises(OrderActionError):
        correct(order.pk, fields(), actor=clerk, reason="late", token="t")
    assert order.messages.filter(kind="311").count() == 1


def test_while_a_document_or_the_list_is_on_its_way_nothing_is_corrected(clerk, order):
    order.messages.filter(kind="511").update(state="sent")
    assert why_not_correct(order)
    order.messages.filter(kind="511").update(state="accepted")
    assert why_not_correct(order) == []
    Message.objects.create(order=order, kind="621", business_key="L1", state="sent")
    assert why_not_correct(order)


def test_a_document_that_never_left_is_replaced_before_it_goes(clerk):
    order = make_order(paid=True)
    prepare(order.pk)
    correct(order.pk, fields(), actor=clerk, reason="typo", token="t")
    messages = order.messages.filter(superseded_at=None).order_by("kind")
    assert [(m.kind, m.version, m.state) for m in messages] == [
        ("311", 2, "waiting"), ("411", 1, "waiting"), ("511", 2, "waiting"),
    ]  # fmt: skip
    head = read(bytes(messages[0].content)).records[0]["OrderHead"]
    assert head["appType"] == "1"  # nobody received the first one


def test_nothing_changed_leaves_no_trace(client, clerk, order):
    client.post(
        f"/clearance/messages/{current_message(order, '311').pk}/correct/",
        form(order, detail="花园路 39 号"),
    )
    assert (Correction.objects.count(), order.messages.filter(kind="311").count()) == (0, 1)


def test_a_wrong_form_comes_back_with_its_errors_and_lists(client, clerk, order):
    address = f"/clearance/messages/{current_message(order, '311').pk}/correct/"
    response = client.post(address, form(order, mobile="123", reason=""))
    assert response.status_code == 422
    assert Correction.objects.count() == 0
    response = client.post(address, form(order, province="110000", pick="1"))
    assert "东城区" in response.content.decode() or "北京市" in response.content.decode()


def test_organizers_look_and_do_not_touch(client, order):
    user = User.objects.create_user("organizer@expo.test", "x")
    user.groups.add(Group.objects.get_or_create(name=ORGANIZERS)[0])
    client.force_login(user)
    address = f"/clearance/messages/{current_message(order, '311').pk}/"
    page = client.get(address).content.decode()
    assert "收货地址不一致" in page
    assert "/correct/" not in page
    for action in ("correct", "send-again", "give-up"):
        assert client.post(f"{address}{action}/", form(order)).status_code == 403
