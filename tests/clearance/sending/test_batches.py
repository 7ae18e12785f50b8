"""Our own documents go out several to a message, and none is lost or sent with other bytes."""

import pytest
from django.utils import timezone

from ceb import build, new_guid, read
from clearance.documents.preparation import prepare
from clearance.errors import TransportError
from clearance.models import Batch, Message, ReceiptItem, ZoneSwitch
from clearance.monitoring.integrity import check as clearance_differences
from clearance.receipts.intake import read_receipt, receive
from clearance.routing import transport
from clearance.sending.forward import forward, forward_own
from clearance.sending.transmission import mark_forgotten_sent, record_batch_failure
from orders.actions.cancel import cancel
from tests.clearance.batches import claim_batch, gather, send_batch
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_order
from tests.threads import needs_row_locks, run_together

pytestmark = pytest.mark.django_db(transaction=True)
ORDER = Message.Kind.ORDER


@pytest.fixture
def orders(settings):
    """Three paid orders of one zone, with their documents written and waiting."""
    variant = make_variant_for_sale()
    made = [make_order(variant, paid=True) for _ in range(3)]
    for order in made:
        prepare(order.pk)
    return made


def documents():
    return Message.objects.filter(kind=ORDER).order_by("pk")


def states():
    return sorted(documents().values_list("state", flat=True))


def test_what_is_due_goes_in_one_message_and_all_is_released(orders, customs):
    forward()
    batch = Batch.objects.get()
    assert (batch.documents, batch.state) == (3, "sent")
    sent = [record["OrderHead"]["orderNo"] for record in read(bytes(batch.content)).records]
    assert sorted(sent) == sorted(order.number for order in orders)

    def all_released():
        for order in orders:
            order.refresh_from_db()
        return all(order.clearance_state == "released" for order in orders)

    customs.work_until(all_released)


def test_a_message_takes_no_more_than_the_setting_says(orders, settings, customs):
    settings.CLEARANCE_BATCH_RECORDS = 2
    forward()
    assert sorted(Batch.objects.values_list("documents", flat=True)) == [1, 2]


def test_a_single_document_goes_byte_for_byte(orders, settings):
    settings.CLEARANCE_BATCH_RECORDS = 1
    batch = gather()
    assert bytes(batch.content) == bytes(batch.messages.get().content)


def test_a_worker_killed_while_sending_sends_the_same_bytes(orders, customs):
    gather()
    batch = claim_batch()
    transport().send(batch.name, bytes(batch.content))  # and dies here
    assert claim_batch() is None  # the lease holds
    Batch.objects.update(leased_until=timezone.now())
    again = claim_batch()
    assert (again.pk, again.tries, again.content) == (batch.pk, 2, batch.content)
    assert send_batch(again) == 3
    assert states() == ["sent"] * 3


def test_a_worker_killed_before_it_updated_its_documents_leaves_them_to_the_periodic_task(orders):
    batch = gather()
    Batch.objects.filter(pk=batch.pk).update(state="sent", sent_at=timezone.now())
    assert states() == ["sending"] * 3
    assert mark_forgotten_sent() == 3
    assert states() == ["sent"] * 3
    assert mark_forgotten_sent() == 0


def test_a_platform_that_is_away_is_tried_again_with_the_reason_shown(orders, settings):
    settings.CLEARANCE_URL = "http://127.0.0.1:1"
    assert forward(limit=1) == 0
    batch = Batch.objects.get()
    assert (batch.state, batch.due_at > timezone.now()) == ("waiting", True)
    assert states() == ["sending"] * 3
    assert all("ConnectError" in message.last_error for message in documents())


@pytest.fixture
def rejecting(customs):
    customs.set_faults(error_every=1, error_status=422)
    yield
    customs.set_faults()


def test_what_is_rejected_as_a_whole_goes_one_by_one_and_waits_for_a_clerk(orders, rejecting):
    gather()
    send_batch(claim_batch())
    assert (Batch.objects.get().state, states()) == ("split", ["waiting"] * 3)
    documents().update(due_at=timezone.now())
    for _ in range(3):
        gather()
        send_batch(claim_batch())
    assert sorted(Batch.objects.values_list("documents", flat=True)) == [1, 1, 1, 3]
    assert states() == ["stuck"] * 3


def unreadable_receipts(batch):
    record = {
        "guid": new_guid(), "returnStatus": "-1", "returnInfo": "格式错误",
        "returnTime": "20991201120000000", "oriCopMsgId": batch.name,
        "oriMessageType": "CEB311Message", "oriBizMessage": "",
    }  # fmt: skip
    receipt, _ = receive(build("900", [record], guid=new_guid()), "file")
    read_receipt(receipt.pk)


def test_a_batch_that_customs_could_not_read_goes_again_one_by_one(orders, customs):
    gather()
    send_batch(claim_batch())
    unreadable_receipts(Batch.objects.get())
    assert (Batch.objects.get().state, states()) == ("split", ["waiting"] * 3)
    unreadable_receipts(Batch.objects.get())  # repeated: nothing more
    assert forward() >= 3
    assert sorted(Batch.objects.values_list("documents", flat=True)) == [1, 1, 1, 3]


def test_customs_answer_that_overtakes_our_own_note_is_not_lost(orders, monkeypatch):
    gather()
    batch = claim_batch()

    class Hasty:
        """Customs answers before the platform has confirmed the batch."""

        def send(self, name, content):
            unreadable_receipts(batch)
            return "taken"

    monkeypatch.setattr("clearance.sending.transmission.transport", lambda zone: Hasty())
    assert send_batch(batch) == 0
    assert (Batch.objects.get().state, states()) == ("split", ["waiting"] * 3)
    assert ReceiptItem.objects.get().applied_at is not None


def test_a_single_document_that_customs_could_not_read_is_rejected(orders, settings, customs):
    settings.CLEARANCE_BATCH_RECORDS = 1
    gather()
    batch = claim_batch()
    send_batch(batch)
    unreadable_receipts(batch)
    assert batch.messages.get().state == "rejected"
    assert ReceiptItem.objects.get().message == batch.messages.get()


def test_nothing_leaves_a_stopped_zone(orders, customs):
    gather()
    ZoneSwitch.objects.create(zone=orders[0].zone, stopped_at=timezone.now(), reason="断网")
    assert (claim_batch(), gather()) == (None, None)
    assert forward() == 0


def cancel_one(order):
    """A clerk gives up on it; customs has no list of it."""
    order.refresh_from_db()
    cancel(order, reason="Cancelled by our staff.", undeclared=True)


def numbers_in(batch):
    return {record["OrderHead"]["orderNo"] for record in read(bytes(batch.content)).records}


def test_an_order_cancelled_after_its_batch_was_made_does_not_go_out(orders, customs):
    gather()
    made = Batch.objects.get()
    cancel_one(orders[1])
    assert forward_own() == 2
    sent = Batch.objects.get(state="sent")
    assert numbers_in(sent) == {orders[0].number, orders[2].number}
    made.refresh_from_db()
    assert (made.state, made.tries, made.sent_at) == ("dropped", 0, None)
    left = documents().get(order=orders[1])
    assert (left.state, left.batch, left.tries) == ("waiting", None, 0)
    assert clearance_differences() == []


def test_an_order_cancelled_after_a_try_that_failed_is_left_out_of_the_next(orders, settings):
    settings.CLEARANCE_TRANSPORT = "tests.clearance.fakes.Post"
    gather()
    tried = claim_batch()
    record_batch_failure(tried, TransportError("ConnectError", permanent=False))
    Batch.objects.update(due_at=timezone.now())
    cancel_one(orders[0])
    assert forward_own() == 2
    tried.refresh_from_db()
    assert (tried.state, tried.tries, tried.documents) == ("dropped", 1, 3)
    assert bytes(tried.content) == bytes(Batch.objects.get(pk=tried.pk).content)
    assert [numbers_in(one) for one in Batch.objects.filter(state="sent").order_by("pk")] == [
        {orders[1].number}, {orders[2].number},
    ]  # fmt: skip
    left = documents().get(order=orders[0])
    assert (left.state, left.batch, left.tries) == ("waiting", tried, 1)


def test_a_cancellation_and_the_claim_meet_and_what_went_is_what_the_claim_saw(orders, settings):
    """Whoever commits first has it: no batch goes out with an order cancelled before its claim."""
    needs_row_locks()
    settings.CLEARANCE_TRANSPORT = "tests.clearance.fakes.Post"
    Batch.objects.all().delete()
    gather()
    claimed = []

    def cancel_or_claim(i):
        if i:
            return cancel_one(orders[i - 1])
        if batch := claim_batch():
            claimed.append((batch, timezone.now()))
        return None

    assert run_together(4, cancel_or_claim) == [None] * 4
    for batch, _at in claimed:
        send_batch(batch)
    while forward_own():
        pass
    sent_numbers = set().union(
        *(numbers_in(batch) for batch in Batch.objects.filter(state="sent")), set()
    )
    # a batch is claimed whole: all three were alive when it was, or none of them goes at all
    assert sent_numbers in ({order.number for order in orders}, set())
    assert {order.number for order in orders} == sent_numbers or not claimed
    assert clearance_differences() == []
