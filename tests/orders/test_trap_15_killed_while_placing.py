"""Trap 15, the placing side: the process dies (SIGKILL) before any statement of placing or of
expiring. Either nothing has happened or all of it, and the same form again ends at one order."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalog.integrity import stock as stock_differences
from evidence.models import Entry
from orders.actions.expire import expire_overdue
from orders.emails.buyers import send_waiting
from orders.models import CartLine, Order, OrderEmail, OrderGroup
from orders.monitoring import integrity
from tests.factories import make_variant_for_sale
from tests.orders.factories import checkout_form, make_order, put_into_cart
from tests.process_kill import killed_before_statement
from tests.sampling import kill_points

pytestmark = pytest.mark.django_db(transaction=True)
EVERY, MAX_STATEMENTS = 4, 200


def differences():
    return [*stock_differences(), *integrity.stock(), *integrity.quota(), *integrity.sums()]


@pytest.mark.slow("a process for each statement it is killed before")
def test_killed_anywhere_while_placing():
    variant, placed_though_killed = make_variant_for_sale(stock=MAX_STATEMENTS), 0
    for number in kill_points(EVERY):
        client = Client()
        put_into_cart(client, variant)
        form = checkout_form(client)

        def press(client=client, form=form):
            return client.post(reverse("orders:checkout"), form)

        before = Order.objects.count()
        killed = killed_before_statement(number, press)
        stands = Order.objects.count() > before
        placed_though_killed += stands and killed
        assert CartLine.objects.count() == (0 if stands else 1)
        assert differences() == []
        response = press()
        assert Order.objects.count() == before + 1
        order = Order.objects.latest("pk")
        assert response.url == reverse("orders:pay", args=[order.number])
        assert client.get(response.url).status_code == 200
        assert OrderEmail.objects.filter(key=f"group {order.group_id}:placed").count() == 1
        kinds = Entry.objects.filter(subject=f"order {order.number}").values_list("kind", flat=True)
        assert list(kinds) == ["placed", "consented"]
        assert CartLine.objects.count() == 0
        if not killed:
            break
        assert number < MAX_STATEMENTS
    assert number > 40
    assert variant.stock.get().reserved == Order.objects.count()
    assert send_waiting(200) >= 0
    assert differences() == []


@pytest.mark.slow("a process for each statement it is killed before")
def test_killed_anywhere_while_expiring():
    for number in kill_points(2):
        order = make_order(make_variant_for_sale(stock=1))
        OrderGroup.objects.filter(pk=order.group_id).update(pay_by=timezone.now())
        killed = killed_before_statement(number, expire_overdue)
        assert differences() == []
        expire_overdue()
        order.refresh_from_db()
        assert order.payment_state == "failed"
        assert [event.kind for event in order.events.all()] == ["expired"]
        assert order.lines.get().variant.stock.get().reserved == 0
        if not killed:
            break
        assert number < MAX_STATEMENTS
    assert number > 10
