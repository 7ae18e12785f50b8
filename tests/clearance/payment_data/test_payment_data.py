"""Customs asks for the payment behind an order: answered at once, sent signed, from the records."""

import base64
import json
from urllib.parse import urlencode

import httpx
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.x509 import load_pem_x509_certificate
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from ceb.signatures.self_signed import make_key_pair
from clearance.models import PaymentDataRequest
from clearance.payment_data import actions
from clearance.signing import signer
from core.groups import CLERKS
from core.models import User
from orders.models import Order
from orders.payments.attempts import start_payment
from orders.payments.manual.confirmation import confirm_transfer
from orders.payments.manual.gateway import ManualGateway
from tests.factories import make_variant_for_export, make_variant_for_sale
from tests.orders.factories import make_buyer, make_export, make_group, make_order, valid_identity
from tools.customs_sandbox.payment_data import signed_text
from tools.demo.clearance import seed

pytestmark = pytest.mark.django_db
URL = "/clearance/platDataOpen"
ADMIN = {"Authorization": "Bearer sandbox-admin-demo"}


def post_request(client, form, **more):
    return client.post(
        URL, urlencode(form), content_type="application/x-www-form-urlencoded", **more
    )


@pytest.fixture
def certificate(settings, tmp_path):
    key, certificate = make_key_pair("platform")
    for name, content in (("key", key), ("certificate", certificate)):
        (tmp_path / name).write_bytes(content)
    settings.CLEARANCE_SIGNING = {
        **settings.CLEARANCE_SIGNING, "key": str(tmp_path / "key"),
        "certificate": str(tmp_path / "certificate"),
    }  # fmt: skip
    signer.cache_clear()
    yield load_pem_x509_certificate(certificate)
    signer.cache_clear()


@pytest.fixture
def request_payment_data(client, customs, settings, certificate):
    settings.PAYMENT_DATA = {
        **settings.PAYMENT_DATA, "url": f"{customs.url}/ceb2grab/grab/realTimeDataUpload",
        "account": "6222000000000000", "name": "示范平台", "code": "91410100MA00000000",
    }  # fmt: skip

    def request(number, session="S-1", moment=1764000000000, **more):
        params = {"orderNo": number, "sessionID": session, "serviceTime": moment}
        return post_request(client, {"openReq": json.dumps(params)}, **more)

    return request


def paid_together(*prices):
    """Orders of one checkout, paid by one transfer."""
    buyer, group = make_buyer(number=valid_identity("11010518820101001")), make_group()
    orders = [
        make_order(make_variant_for_sale(price=price), buyer=buyer, group=group) for price in prices
    ]
    seed()
    attempt, _intent = start_payment(group, gateway=ManualGateway())
    confirm_transfer(
        attempt, bank_number="ICBC-7", amount=attempt.amount, paid_at=timezone.now(),
        payer_name=buyer.name, clerk=None,
    )  # fmt: skip
    return [Order.objects.get(pk=order.pk) for order in orders]


def uploads(customs, session):
    url = f"{customs.url}/ceb2grab/grab/realTimeDataUpload"
    return httpx.get(url, params={"session": session}, headers=ADMIN).json()["uploads"]


# R-PLAT-6
def test_a_request_is_answered_signed_and_accepted(
    client, customs, request_payment_data, certificate
):
    first, second = paid_together("100.00", "50.00")
    response = request_payment_data(first.number, "S-whole")
    assert (response.status_code, response.json()["code"], response.json()["message"]) == (
        200,
        "10000",
        "",
    )
    assert set(response.json()) == {"code", "message", "serviceTime"}
    assert actions.send_waiting() == 1
    data_request = PaymentDataRequest.objects.get()
    assert (data_request.state, json.loads(data_request.answer)["code"]) == ("sent", "10000")
    (text,) = (one["text"] for one in uploads(customs, "S-whole"))
    assert text == data_request.upload
    upload = json.loads(text)
    assert list(upload) == [
        "sessionID", "payExchangeInfoHead", "payExchangeInfoLists", "serviceTime", "certNo",
        "signValue",
    ]  # fmt: skip
    head = upload["payExchangeInfoHead"]
    assert list(head)[:5] == ["guid", "initalRequest", "initalResponse", "ebpCode", "payCode"]
    assert (head["payTransactionId"], head["currency"]) == ("ICBC-7", "142")
    assert f'"totalAmount":{first.actual_paid + second.actual_paid:f}'.rstrip("0") in text
    assert first.number in head["initalRequest"]
    assert "ICBC-7" in head["initalResponse"]
    lists = upload["payExchangeInfoLists"]
    assert [row["orderNo"] for row in lists] == [first.number, second.number]
    assert {row["recpAccount"] for row in lists} == {"6222000000000000"}
    assert upload["certNo"] == f"{certificate.serial_number:016x}"
    # the signature, by the announcement's own rule and nothing of ours
    raw_head = text[text.index('"payExchangeInfoHead":') + 22 : text.index(',"payExchangeInfoL')]
    raw_lists = text[text.index('"payExchangeInfoLists":') + 23 : text.index(',"serviceTime":')]
    signed = (
        f'"sessionID":"S-whole"||"payExchangeInfoHead":"{raw_head}"'
        f'||"payExchangeInfoLists":"{raw_lists}"||"serviceTime":"{upload["serviceTime"]}"'
    )
    certificate.public_key().verify(
        base64.b64decode(upload["signValue"]), signed.encode(), padding.PKCS1v15(), hashes.SHA1()
    )
    assert signed_text(text) == signed


# R-PLAT-7
def test_the_link_shows_the_page_as_it_was_bought(client, request_payment_data):
    (order,) = paid_together("100.00")
    snapshot = order.lines.get().snapshot
    snapshot.content = {"slug": "honey"}
    snapshot.save()
    request_payment_data(order.number)
    actions.send_waiting()
    upload = json.loads(PaymentDataRequest.objects.get().upload)
    link = upload["payExchangeInfoLists"][0]["goodsInfo"][0]["itemLink"]
    assert link.endswith(f"/goods/honey/as-bought/{snapshot.digest}/")
    assert link.startswith("http")


def test_the_same_session_again_is_counted_and_sent_once(customs, request_payment_data):
    (order,) = paid_together("100.00")
    for moment in (1764000000000, "1764000000000"):
        assert request_payment_data(order.number, "S-twice", moment).json()["code"] == "10000"
    assert actions.send_waiting() == 1
    assert actions.send_waiting() == 0
    assert request_payment_data(order.number, "S-twice").json()["code"] == "10000"
    assert PaymentDataRequest.objects.get().arrivals == 3
    assert len(uploads(customs, "S-twice")) == 1


@pytest.mark.parametrize(
    "form",
    [
        {}, {"openReq": ""}, {"openReq": "[]"}, {"openReq": "{"}, {"openReq": "null"},
        {"openReq": '{"orderNo":"E1","sessionID":"a","serviceTime":1.5}'},
        {"openReq": '{"orderNo":"E1","sessionID":"a\\"b","serviceTime":1}'},
        {"openReq": '{"orderNo":["E1"],"sessionID":"a","serviceTime":1}'},
        {"openReq": '{"orderNo":"E1","sessionID":"a","serviceTime":true}'},
        {"openReq": "[" * 2000},
    ],
)  # fmt: skip
def test_a_malformed_request_is_rejected(client, request_payment_data, form):
    response = post_request(client, form)
    assert (response.status_code, response.json()["code"]) == (200, "20000")
    assert not PaymentDataRequest.objects.exists()


def test_orders_unknown_unpaid_or_exported_get_the_same_response(client, request_payment_data):
    unpaid, export = make_order(), make_export(make_variant_for_export(), paid=True)
    responses = [request_payment_data(n).json() for n in ("E000", unpaid.number, export.number)]
    assert {(a["code"], a["message"]) for a in responses} == {("20000", "无此订单的支付数据")}
    assert not PaymentDataRequest.objects.exists()
    assert post_request(client, {"openReq": "x" * 9000}).status_code == 413
    assert client.get(URL).status_code == 405


def test_too_many_requests_have_to_wait(request_payment_data, settings):
    settings.RATE_LIMITS_ON = True
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "payment_data": (1, 60)}
    more = {"REMOTE_ADDR": "192.0.2.77"}
    assert [request_payment_data("E1", **more).status_code for _ in range(2)] == [200, 429]


def test_a_session_of_another_order_is_rejected(request_payment_data):
    first, second = paid_together("100.00", "50.00")
    assert request_payment_data(first.number, "S-one").json()["code"] == "10000"
    assert request_payment_data(second.number, "S-one").json()["code"] == "20000"


def test_nothing_is_answered_where_it_is_not_in_use(client):
    assert post_request(client, {"openReq": "{}"}).status_code == 404


def test_a_worker_killed_half_way_leaves_the_same_text(customs, request_payment_data, settings):
    (order,) = paid_together("100.00")
    request_payment_data(order.number, "S-killed")
    claimed = actions.claim()
    text = actions.signed_upload(claimed)  # and dies before it is sent
    assert actions.send_waiting() == 0
    PaymentDataRequest.objects.update(leased_until=timezone.now() - timezone.timedelta(seconds=1))
    assert actions.send_waiting() == 1
    assert [one["text"] for one in uploads(customs, "S-killed")] == [text]


def test_customs_out_of_reach_is_tried_again_then_waits_for_a_clerk(
    client, request_payment_data, settings
):
    (order,) = paid_together("100.00")
    address = settings.PAYMENT_DATA["url"]
    settings.PAYMENT_DATA = {**settings.PAYMENT_DATA, "url": "http://127.0.0.1:9/none"}
    request_payment_data(order.number)
    for tried in range(1, actions.MAX_TRIES + 1):
        assert actions.send_waiting() == 0
        data_request = PaymentDataRequest.objects.get()
        assert data_request.tries == tried
        PaymentDataRequest.objects.update(due_at=timezone.now())
    assert data_request.state == "stuck"
    clerk = User.objects.create_user("clerk@expo.test", "x")
    clerk.groups.add(Group.objects.get(name=CLERKS))
    client.force_login(clerk)
    settings.PAYMENT_DATA = {**settings.PAYMENT_DATA, "url": address}
    page = client.get(reverse("clearance:payment_data")).content.decode()
    assert order.number in page
    assert "signValue" not in page
    client.post(reverse("clearance:payment_data_resend", args=[data_request.pk]))
    assert actions.send_waiting() == 1


def test_records_that_lack_something_wait_for_a_clerk(request_payment_data):
    order = make_order(paid=True)  # of before the provider's responses were kept
    request_payment_data(order.number)
    assert actions.send_waiting() == 0
    data_request = PaymentDataRequest.objects.get()
    assert (data_request.state, data_request.upload) == ("stuck", "")
    assert "initalRequest" in data_request.last_error


def test_only_clerks_look(client):
    client.force_login(User.objects.create_user("consumer@expo.test", "x"))
    assert client.get(reverse("clearance:payment_data")).status_code in (302, 403, 404)


def test_the_sandbox_asks_as_customs_would(live_server, customs, request_payment_data):
    (order,) = paid_together("100.00")
    url, form = f"{customs.url}/ceb2grab/ask", {"url": live_server.url + URL, "as_text": True}
    assert httpx.post(url, json=form).status_code == 401
    result = httpx.post(url, json={**form, "order_no": order.number}, headers=ADMIN).json()
    assert json.loads(result["answer"])["code"] == "10000"
    actions.send_waiting()  # unless the task on commit was faster
    assert len(uploads(customs, result["asked"]["sessionID"])) == 1
    result = httpx.post(url, json={**form, "order_no": "E000"}, headers=ADMIN).json()
    assert json.loads(result["answer"])["code"] == "20000"
    assert httpx.post(
        url, json={"url": "file:///etc/passwd", "order_no": "1"}, headers=ADMIN
    ).is_error
