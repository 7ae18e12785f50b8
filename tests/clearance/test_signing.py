"""Our own documents leave signed and wrapped as the settings say; what comes in is opened and,
where customs' certificates are named, believed only when customs signed it."""

from base64 import b64encode

import pytest
from django.utils import timezone

from ceb import Signer, build, new_guid, read, verify
from ceb.envelope import unwrap, wrap
from ceb.signatures.self_signed import make_key_pair
from clearance import signing
from clearance.clerk.masking import without_numbers
from clearance.documents.preparation import prepare
from clearance.models import Batch, Enterprise, Message, Receipt, TaxBill, ZoneParty
from clearance.receipts.intake import read_receipt, receive
from clearance.zones.check import check_zone
from tests.clearance.batches import claim_batch, gather, send_batch
from tests.clearance.customs_receipts import tax_bill
from tests.factories import make_variant_for_sale, make_zone
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keys(tmp_path):
    """Files of a key and its certificate."""
    key, certificate = make_key_pair("test")
    (tmp_path / "key.pem").write_bytes(key)
    (tmp_path / "certificate.pem").write_bytes(certificate)
    signing.signer.cache_clear()
    signing.customs_certificates.cache_clear()
    yield tmp_path
    signing.signer.cache_clear()
    signing.customs_certificates.cache_clear()


@pytest.fixture
def orders():
    variant = make_variant_for_sale()
    made = [make_order(variant, paid=True) for _ in range(2)]
    for order in made:
        prepare(order.pk)
    return made


def keys_in_settings(settings, keys):
    settings.CLEARANCE_SIGNING = settings.CLEARANCE_SIGNING | {
        "key": str(keys / "key.pem"), "certificate": str(keys / "certificate.pem"),
    }  # fmt: skip


def test_a_batch_is_signed_as_a_whole_and_wrapped_for_the_exchange(orders, settings, keys):
    keys_in_settings(settings, keys)
    settings.CLEARANCE_ENVELOPE = "dxp"
    batch = gather()
    document, header = unwrap(bytes(batch.content))
    verify(document, (keys / "certificate.pem").read_bytes())
    assert (header.copmsg_id, header.sender, header.receivers, header.message_type) == (
        batch.name, "DXPENT0000000001", ("DXPEDCCEB0000002",), "CEB311Message",
    )  # fmt: skip
    assert len(read(document).records) == 2


def test_a_zone_signs_with_the_key_that_its_form_names(orders, settings, keys, tmp_path):
    keys_in_settings(settings, keys)
    key, certificate = make_key_pair("air")
    for name, content in (("air.pem", key), ("air-certificate.pem", certificate)):
        (tmp_path / name).write_bytes(content)
    settings.CLEARANCE_KEYS = {
        "air": {
            "key": str(tmp_path / "air.pem"), "certificate": str(tmp_path / "air-certificate.pem"),
        }
    }  # fmt: skip
    zone = make_zone("xz-air", certificate="air")
    Message.objects.filter(pk=document(orders[0]).pk).update(zone=zone)
    gather()
    batch_zones = set(Batch.objects.values_list("zone", flat=True))
    assert batch_zones == {zone.pk, orders[1].zone_id}
    verify(bytes(Batch.objects.get(zone=zone).content), certificate)
    verify(
        bytes(Batch.objects.exclude(zone=zone).get().content),
        (keys / "certificate.pem").read_bytes(),
    )


def test_a_zone_whose_key_nobody_knows_holds_up_no_other(orders, settings, keys):
    keys_in_settings(settings, keys)
    zone = make_zone("xz-air", certificate="lost")
    Message.objects.filter(pk=document(orders[0]).pk).update(zone=zone)
    assert gather().messages.get() == document(orders[1])
    assert (document(orders[0]).state, "CLEARANCE_KEYS" in document(orders[0]).last_error) == (
        "stuck", True,
    )  # fmt: skip
    assert any("CLEARANCE_KEYS" in item.text for item in check_zone(zone).missing_items)


def test_a_zone_whose_key_file_is_gone_is_tried_again_and_holds_up_no_other(orders, settings, keys):
    """The disk may be back in a minute: nobody has to send anything again by hand."""
    missing = dict.fromkeys(("key", "certificate"), str(keys / "gone.pem")) | {"password": ""}
    settings.CLEARANCE_KEYS = {"air": missing}
    first, zone = document(orders[0]), make_zone("xz-air", certificate="air")
    Message.objects.filter(pk=first.pk).update(zone=zone)
    assert gather().messages.get() == document(orders[1])
    first.refresh_from_db()
    assert (first.state, first.due_at > timezone.now(), "gone.pem" in first.last_error) == (
        "waiting", True, True,
    )  # fmt: skip
    assert gather() is None
    (keys / "gone.pem").write_bytes((keys / "key.pem").read_bytes())
    Message.objects.filter(pk=first.pk).update(due_at=timezone.now())
    settings.CLEARANCE_KEYS = {"air": missing | {"certificate": str(keys / "certificate.pem")}}
    assert gather().messages.get() == first


def test_a_zone_without_an_exchange_id_holds_up_no_other(orders, settings):
    settings.CLEARANCE_ENVELOPE = "dxp"
    first, zone = orders[0], make_zone("xz-air")
    nameless = Enterprise.objects.create(code="4101W00077", name="平台", roles=["platform"])
    ZoneParty.objects.create(zone=zone, role="platform", enterprise=nameless)
    Message.objects.filter(pk=document(first).pk).update(zone=zone)
    batch = gather()
    assert (document(first).state, "SenderId" in document(first).last_error) == ("stuck", True)
    assert batch.messages.get() == document(orders[1])


def test_what_customs_signs_and_wraps_is_opened(orders, settings, keys):
    settings.CLEARANCE_CERTIFICATES = [str(keys / "certificate.pem")]
    signer = Signer((keys / "key.pem").read_bytes(), (keys / "certificate.pem").read_bytes())
    envelope = wrap(
        signer.sign(order_receipt(orders[0])), sender="DXPEDCCEB0000002",
        receivers=["DXPENT0000000001"], message_type="CEB312Message", copmsg_id="1",
    )  # fmt: skip
    receive_and_read(envelope)
    assert document(orders[0]).state == "accepted"


def test_what_somebody_else_signed_is_shown_and_changes_nothing(orders, settings, keys):
    settings.CLEARANCE_CERTIFICATES = [str(keys / "certificate.pem")]
    receipt = receive_and_read(Signer(*make_key_pair("stranger")).sign(order_receipt(orders[0])))
    assert (receipt.last_error, document(orders[0]).state) == (
        "wrong_signature",
        "waiting",
    )


def exchange_response(code, batch):
    return f"""<DxpRep xmlns="http://www.chinaport.gov.cn/dxp" ver="1.0"><RecevierId>x</RecevierId>
        <Response><ResponseCode>{code}</ResponseCode><ResponseInfo>test</ResponseInfo>
        <OriHead><CopMsgId>{batch.name}</CopMsgId></OriHead></Response></DxpRep>""".encode()


def receive_exchange_response(code, batch):
    receive_and_read(exchange_response(code, batch))


def sent():
    gather()
    batch = claim_batch()
    Batch.objects.filter(pk=batch.pk).update(state="sent", sent_at=timezone.now())
    batch.messages.update(state="sent")
    return batch


def test_the_exchanges_own_troubles_pass_and_the_same_bytes_go_again(orders, customs):
    batch = sent()
    receive_exchange_response("3002", batch)
    receive_exchange_response("3003", batch)  # said of the same transmission: it waits already
    again = Batch.objects.get()
    assert (again.state, set(again.messages.values_list("state", flat=True))) == (
        "waiting", {"sending"},
    )  # fmt: skip
    Batch.objects.update(due_at=timezone.now())
    assert send_batch(claim_batch()) == 2
    assert (Batch.objects.get().state, Batch.objects.get().content) == ("sent", batch.content)


def test_an_answer_of_the_exchange_must_be_signed_where_certificates_are_named(
    orders, settings, keys
):
    """It would let anybody who knows a name hold a whole batch back."""
    settings.CLEARANCE_CERTIFICATES = [str(keys / "certificate.pem")]
    batch, untouched = sent(), ["sent", "sent"]
    response = exchange_response("2001", batch)
    for forged in (response, Signer(*make_key_pair("stranger")).sign(response)):
        assert receive_and_read(forged).last_error
        assert list(batch.messages.values_list("state", flat=True)) == untouched
    signer = Signer((keys / "key.pem").read_bytes(), (keys / "certificate.pem").read_bytes())
    assert receive_and_read(signer.sign(response)).last_error == ""
    assert set(batch.messages.values_list("state", flat=True)) == {"stuck"}


def test_a_receipt_that_only_speaks_of_an_answer_is_a_receipt(orders):
    receive_and_read(order_receipt(orders[0]).replace("通过".encode(), b"see DxpRep"))
    assert document(orders[0]).state == "accepted"
    receive_and_read(b"<!-- DxpRep -->" + order_receipt(orders[1]).partition(b"?>")[2])
    assert document(orders[1]).state == "accepted"


def test_an_envelope_that_the_exchange_rejects_waits_for_a_clerk(orders):
    batch = sent()
    receive_exchange_response("2001", batch)
    assert set(batch.messages.values_list("state", flat=True)) == {"stuck"}
    assert document(orders[0]).last_error == "exchange_answer: 2001 test"
    assert "接收方不存在" in document(orders[0]).error_text


def test_what_the_exchange_says_before_we_noted_the_sending_is_not_lost(orders):
    gather()
    batch = claim_batch()
    receive_exchange_response("2001", batch)
    assert set(batch.messages.values_list("state", flat=True)) == {"stuck"}
    assert (Batch.objects.get().state, claim_batch()) == ("split", None)


def test_a_killed_worker_leaves_no_document_aboard_a_rejected_envelope(orders):
    batch = sent()
    batch.messages.update(state="sending")  # it died before it updated them
    receive_exchange_response("2001", batch)
    assert set(batch.messages.values_list("state", flat=True)) == {"stuck"}


def test_an_envelope_is_shown_opened_and_without_identity_numbers(orders, settings):
    settings.CLEARANCE_ENVELOPE = "dxp"
    number = "11010519491231002X"
    secret = f"<a>{number}</a>".encode()
    wrapped = wrap(
        secret, sender="DXPENT0000000001", receivers=["DXPEDCCEB0000002"],
        message_type="CEB311Message", copmsg_id="1",
    )  # fmt: skip
    shown = without_numbers(wrapped)
    assert (b"<a>" in shown, b64encode(secret) in shown, number.encode() in shown) == (
        True, False, False,
    )  # fmt: skip
    assert number.encode() not in without_numbers(f"<a>{number}</a>".encode("utf-16"))
    assert without_numbers(wrapped.replace(b64encode(secret), b"&#42;")) == b""


def test_a_tax_bill_in_an_envelope_keeps_its_lines(orders):
    receive_and_read(
        wrap(
            tax_bill(), sender="DXPEDCCEB0000002", receivers=["DXPENT0000000001"],
            message_type="CEB816Message", copmsg_id="2",
        )
    )  # fmt: skip
    assert [line["taxPrice"] for line in TaxBill.objects.get().lines] == ["100"]


def document(order):
    return order.messages.get(kind=Message.Kind.ORDER)


def order_receipt(order):
    record = {
        "guid": new_guid(), "ebpCode": "4101W00001", "ebcCode": "4101W00001",
        "orderNo": order.number, "returnStatus": "120", "returnTime": "20991201120000000",
        "returnInfo": "通过",
    }  # fmt: skip
    return build("312", [record], guid=new_guid())


def receive_and_read(content):
    receipt, _ = receive(content, "file")
    read_receipt(receipt.pk)
    return Receipt.objects.get(pk=receipt.pk)
