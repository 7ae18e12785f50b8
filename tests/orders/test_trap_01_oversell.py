"""Trap 1: many buyers press the button for the last piece at the same moment."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from orders.models import CapUse, CartLine, Order
from orders.monitoring import integrity
from tests.factories import make_list_entry, make_variant_for_sale
from tests.orders.factories import checkout_form, put_into_cart, valid_identity
from tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def at_the_checkout(variant, count):
    """Guests who have filled in the form and only need to press the button."""
    for n in range(count):
        client = Client()
        put_into_cart(client, variant)
        number = valid_identity(f"1101051880{n // 28 + 1:02}{n % 28 + 1:02}001")
        yield client, checkout_form(client, id_number=number)


def press(client, form):
    return client.post(reverse("orders:checkout"), form)


@pytest.mark.slow("twenty buyers come to the checkout before they press at once")
def test_twenty_buyers_of_one_piece(settings):
    variant = make_variant_for_sale(stock=1)
    buyers = list(at_the_checkout(variant, 20))
    responses = run_together(20, lambda i: press(*buyers[i]))
    assert [response for response in responses if isinstance(response, Exception)] == []
    assert sorted(response.status_code for response in responses) == [302] + [409] * 19
    assert Order.objects.count() == 1
    record = variant.stock.get()
    assert (record.on_hand, record.reserved) == (1, 1)
    rejected = [response for response in responses if response.status_code == 409]
    assert all(len(response.context["form"].non_field_errors()) == 1 for response in rejected)
    assert CartLine.objects.count() == 19
    assert integrity.stock() == integrity.quota() == integrity.sums() == []


def test_one_persons_year_is_not_passed_by_many_windows_at_once():
    variant = make_variant_for_sale(price="5000.00", stock=20)
    buyers = [(client, form) for client, form in at_the_checkout(variant, 8)]
    same = buyers[0][1]["id_number"]
    responses = run_together(8, lambda i: press(buyers[i][0], {**buyers[i][1], "id_number": same}))
    assert sorted(response.status_code for response in responses) == [302] * 5 + [409] * 3
    assert integrity.quota() == []


def test_one_persons_cap_is_not_passed_by_many_windows_at_once():
    """R-LIST-3: each window alone is inside the cap, two together are not."""
    make_list_entry("04090000", note_kind="cap", cap=Decimal("0.4"), cap_unit="035")
    variant = make_variant_for_sale(stock=20)  # 0.25 kg a piece
    buyers = [(client, form) for client, form in at_the_checkout(variant, 6)]
    same = buyers[0][1]["id_number"]
    responses = run_together(6, lambda i: press(buyers[i][0], {**buyers[i][1], "id_number": same}))
    assert sorted(response.status_code for response in responses) == [302] + [409] * 5
    assert CapUse.objects.count() == 1
    assert integrity.stock() == integrity.quota() == []
