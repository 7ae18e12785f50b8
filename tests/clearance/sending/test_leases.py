"""Whoever's lease has run out while another took the document up says nothing any more of how it
went: a failure of the first must not undo what the second has in hand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clearance.documents.preparation import prepare
from clearance.errors import TransportError
from clearance.models import Attempt, Batch, Message, PaymentDataRequest
from clearance.payment_data import actions as payment_data
from clearance.sending.batches import claim_batches, gather
from clearance.sending.forward import claim, forward_requests
from clearance.sending.outcomes import record_answer, record_failure
from clearance.sending.transmission import HandedOver, record_batch_failure, record_handed_over
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db
TEMPORARY = TransportError("ConnectError", permanent=False)
PERMANENT = TransportError("422", permanent=True)


@pytest.fixture
def batches(settings):
    """A batch as the worker saw it whose lease ran out, and as the next one has it leased."""
    settings.CLEARANCE_TRANSPORT = "tests.clearance.fakes.Post"
    prepare(make_order(make_variant_for_sale(), paid=True).pk)
    gather()
    (late,) = claim_batches()
    run_out(Batch)
    (holder,) = claim_batches()
    assert (late.pk, holder.tries) == (holder.pk, 2)
    return late, holder


@pytest.fixture
def requests(settings):
    """The same of a request to a partner."""
    settings.CLEARANCE_PARTNERS = dict.fromkeys(
        ("payment", "logistics", "agent"), "tests.clearance.fakes.Firm"
    )
    prepare(make_order(make_variant_for_sale(), paid=True).pk)
    Message.objects.exclude(kind="511").update(due_at=timezone.now() + timedelta(days=1))
    late = claim()
    run_out(Message)
    holder = claim()
    assert (late.pk, holder.tries) == (holder.pk, 2)
    return late, holder


def run_out(model):
    model.objects.filter(state="sending").exclude(leased_until=None).update(
        leased_until=timezone.now() - timedelta(seconds=1)
    )


def state_and_lease(one):
    """As its holder left it: state and lease."""
    return type(one).objects.values_list("state", "leased_until").get(pk=one.pk)


@pytest.mark.parametrize("error", [TEMPORARY, PERMANENT])
def test_a_batch_leased_by_another_worker_is_not_set_back(batches, error):
    late, holder = batches
    record_batch_failure(late, error)
    assert state_and_lease(holder) == ("sending", holder.leased_until)
    assert set(holder.messages.values_list("state", "last_error")) == {("sending", "")}
    assert not Attempt.objects.exists()
    record_batch_failure(holder, TEMPORARY)
    assert state_and_lease(holder) == ("waiting", None)


def test_an_earlier_workers_result_says_nothing_of_the_try_under_way(batches):
    """The platform may have given the earlier one back meanwhile: the same bytes go again."""
    late, holder = batches
    assert record_handed_over({late.pk: handed_over(late)}) == []
    assert state_and_lease(holder) == ("sending", holder.leased_until)
    assert record_handed_over({holder.pk: handed_over(holder)}) == [holder.pk]
    assert state_and_lease(holder) == ("sent", None)


def handed_over(batch):
    return HandedOver("reference", timezone.now(), batch.leased_until)


@pytest.mark.parametrize("error", [TEMPORARY, PERMANENT])
def test_a_request_leased_by_another_worker_is_not_set_back(requests, error):
    late, holder = requests
    record_failure(late, error)
    assert state_and_lease(holder) == ("sending", holder.leased_until)
    assert not Attempt.objects.exists()
    record_failure(holder, TEMPORARY)
    assert state_and_lease(holder) == ("waiting", None)


def test_a_partners_answer_counts_whatever_brings_it(requests):
    """It has the very request: what comes of asking once more changes nothing."""
    late, holder = requests
    assert record_answer(late, {"logistics_no": "SF1"})
    record_failure(holder, PERMANENT)
    assert state_and_lease(holder) == ("sent", None)
    assert forward_requests() == 0


@pytest.fixture
def questions():
    """The same of customs' question about a payment."""
    PaymentDataRequest.objects.create(session_id="S-1", order=make_order(paid=True), request="{}")
    late = payment_data.claim()
    run_out(PaymentDataRequest)
    holder = payment_data.claim()
    assert (late.pk, holder.tries) == (holder.pk, 2)
    return late, holder


@pytest.mark.parametrize("state", ["waiting", "stuck"])
def test_a_question_that_another_worker_answers_is_not_set_back(questions, state):
    late, holder = questions
    payment_data.record_outcome(late, state, last_error="ConnectError")
    assert state_and_lease(holder) == ("sending", holder.leased_until)
    payment_data.record_outcome(holder, "waiting", last_error="ConnectError")
    assert state_and_lease(holder) == ("waiting", None)


def test_an_answer_that_customs_has_taken_counts_whatever_brought_it(questions):
    late, holder = questions
    payment_data.record_outcome(late, "sent", sent_at=timezone.now())
    payment_data.record_outcome(holder, "stuck", last_error="ConnectError")
    assert state_and_lease(holder) == ("sent", None)
