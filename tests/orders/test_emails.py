from itertools import product
from pathlib import Path

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core import mail

from core.models.outgoing_email import MAX_TRIES
from orders.actions.pick_up import choose_counter
from orders.emails.buyers import render_email, send_waiting, write_email
from orders.models import OrderEmail
from tests.centers.factories import make_pick_up_center
from tests.orders.factories import make_group, make_order

pytestmark = pytest.mark.django_db
EMAIL_TEMPLATES = sorted(
    path.stem
    for path in Path(settings.BASE_DIR, "templates/orders/emails").glob("*.txt")
    if not path.stem.startswith("_")
)
FACTS = {"amount": "109.10", "refund": "R1", "reason": "年度额度超限", "code": "-621018"}
FACTS |= {"carrier": "中原速递", "waybill": "ZY1", "list_number": "4611I1", "paid": True}


@pytest.mark.parametrize(("template", "language"), product(EMAIL_TEMPLATES, ["zh-hans", "en"]))
def test_each_email_is_written_in_both_languages_with_what_happens_next(template, language):
    order = make_order(group=make_group(language=language), paid=True)
    write_email(order, template, **FACTS)
    subject, text = render_email(OrderEmail.objects.get())
    assert order.number in subject
    assert "\n" not in subject
    assert f"?key={order.group.access_key}" in text
    assert ("/en/" in text) == (language == "en")
    assert "None" not in text
    assert "&#" not in text


def test_a_turn_is_e_mailed_once_and_a_second_refund_again():
    order = make_order(paid=True)
    for again in ("", "", "R1", "R1", "R2"):
        write_email(order, "refunded", again=again, **FACTS)
    assert OrderEmail.objects.count() == 3


def test_who_left_no_address_gets_no_email():
    write_email(make_order(group=make_group(email="")), "placed")
    assert OrderEmail.objects.count() == 0


def test_a_task_whose_time_is_over_leaves_the_email_to_the_next(monkeypatch):
    def over(*_):
        raise SoftTimeLimitExceeded

    write_email(make_order(), "placed")
    with monkeypatch.context() as late:
        late.setattr("django.core.mail.message.EmailMessage.send", over)
        with pytest.raises(SoftTimeLimitExceeded):
            send_waiting()
    OrderEmail.objects.update(leased_until=None)  # as it is when the lease has run out
    assert send_waiting() == 1


def test_email_that_fails_is_tried_again_later_and_not_for_ever(settings):
    write_email(make_order(), "placed")
    settings.EMAIL_BACKEND = "nowhere.Backend"
    for _ in range(MAX_TRIES + 2):
        OrderEmail.objects.update(leased_until=None)
        assert send_waiting() == 0
    assert OrderEmail.objects.get().tries == MAX_TRIES
    assert mail.outbox == []


@pytest.mark.parametrize("marks", [(" · 柜台自提", ""), ("", " · 柜台自提")])
def test_the_email_of_a_checkout_speaks_of_every_route_its_goods_take(marks):
    group = make_group(language="zh-hans")
    orders = [make_order(group=group) for _ in marks]
    at_counter = [order for order, mark in zip(orders, marks, strict=True) if mark]
    choose_counter(at_counter, make_pick_up_center())
    write_email(group, "placed")
    _subject, text = render_email(OrderEmail.objects.get())
    lines = [
        f"{order.number} · {order.exhibitor.name} · {order.actual_paid} 元{mark}"
        for order, mark in zip(orders, marks, strict=True)
    ]
    assert "\n".join(lines) in text
    assert "上面注明“柜台自提”的订单请您到柜台提货，其余订单发货" in text
