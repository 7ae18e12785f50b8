"""An order that customs will not take ends with the money back, and nothing of it goes out."""

import pytest

from catalog.models import StockRecord
from clearance.actions.resend import resend
from clearance.documents.preparation import prepare, prepare_list, prepare_pending_lists
from clearance.models import Message
from clearance.sending.forward import claim
from orders.actions.cancel import cancel, why_not_cancel
from orders.actions.update_clearance import set_clearance_state
from orders.errors import OrderActionError
from orders.models import Order, QuotaEntry
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db


def accept(order, *kinds):
    Message.objects.filter(order=order, kind__in=kinds).update(state="accepted", answer={})


@pytest.fixture
def rejected():
    """Customs has rejected the payment's document."""
    order = make_order(paid=True)
    prepare(order.pk)
    accept(order, "311")
    Message.objects.filter(order=order, kind="411").update(state="rejected")
    set_clearance_state(order, "rejected", allowed_from=["prepared"], code="100")
    return order


def test_a_clerk_returns_the_money_of_a_rejected_order(client, clerk, rejected):
    message = rejected.messages.get(kind="411")
    page = client.get(f"/clearance/messages/{message.pk}/").content
    assert b"give-up" in page
    assert b"clerk-next" in page
    client.post(f"/clearance/messages/{message.pk}/give-up/", {"reason": "not on the list"})
    assert not Order.objects.filter(cancelled_at__isnull=False).exists()  # the box is not ticked
    client.post(
        f"/clearance/messages/{message.pk}/give-up/",
        {"reason": "not on the list", "confirmed": "yes"},
    )
    assert b"clerk-next" not in client.get(f"/clearance/messages/{message.pk}/").content
    rejected.refresh_from_db()
    assert (rejected.clearance_state, rejected.cancel_reason) == ("cancelled", "not on the list")
    assert rejected.refunds.get().amount == rejected.actual_paid
    assert StockRecord.objects.get(variant=rejected.lines.get().variant).reserved == 0
    assert QuotaEntry.objects.get(order=rejected).state == "released"


def test_nothing_of_a_cancelled_order_goes_out(client, clerk, rejected):
    message = rejected.messages.get(kind="411")
    client.post(f"/clearance/messages/{message.pk}/give-up/", {"confirmed": "yes"})
    assert resend(message, actor=clerk) is None
    assert claim() is None
    accept(rejected, "411", "511")  # customs' late change of mind
    assert (prepare_list(rejected.pk), prepare_pending_lists()) == (False, 0)


def test_no_way_back_while_customs_has_the_list(client, clerk, rejected):
    Message.objects.create(order=rejected, kind="621", business_key="L1", state="sent")
    message = rejected.messages.get(kind="411")
    client.post(f"/clearance/messages/{message.pk}/give-up/", {"confirmed": "yes"})
    rejected.refresh_from_db()
    assert (rejected.cancelled_at, rejected.refunds.count()) == (None, 0)


def test_another_payers_money_goes_back_and_is_never_declared(client, clerk):
    order = make_order(paid=True)
    order.payments.update(payer_name="另一个人")
    prepare(order.pk)
    message = order.messages.get(kind="311")
    assert resend(message, actor=clerk) is None
    message.refresh_from_db()
    assert message.state == "stuck"
    client.post(f"/clearance/messages/{message.pk}/give-up/", {"confirmed": "yes"})
    assert order.refunds.count() == 1


def test_the_buyer_leaves_a_rejected_order_to_the_clerks(rejected):
    assert why_not_cancel(rejected)
    with pytest.raises(OrderActionError):
        cancel(rejected, reason="too slow")


def test_orders_that_wait_for_a_person_do_not_keep_others_from_their_list(rejected):
    accept(rejected, "511")
    order = make_order(paid=True)
    prepare(order.pk)
    accept(order, "311", "411")
    Message.objects.filter(order=order, kind="511").update(
        state="accepted",
        answer={"logistics_no": "SF1", "logistics_code": "4101X00001", "logistics_name": "SF"},
    )
    assert prepare_pending_lists(limit=1) == 1
    assert order.messages.filter(kind="621").exists()
