from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from catalog.models import ZoneMode
from orders.models import Cart, CartLine
from tests.factories import make_variant, make_variant_for_sale
from tests.orders.factories import put_into_cart

pytestmark = pytest.mark.django_db


def quantities(**filters):
    return list(CartLine.objects.filter(**filters).values_list("quantity", flat=True))


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def test_same_good_from_two_places_is_one_line(client):
    variant = make_variant_for_sale(stock=9)
    put_into_cart(client, variant, 2)
    put_into_cart(client, variant, 3)
    assert quantities() == [5]
    assert client.get(reverse("orders:cart")).context["cart_count"] == 5


def test_more_than_there_is_ends_at_what_there_is_and_says_so(client):
    variant = make_variant_for_sale(stock=3)
    put_into_cart(client, variant, 2)
    with translation.override("en"):
        url = reverse("orders:cart_add")
    response = client.post(url, {"variant": variant.pk, "quantity": 2}, follow=True)
    assert quantities() == [3]
    assert messages_of(response)[-1].startswith("Only 3 of ")


@pytest.mark.parametrize("typed", ["999", "99999", "9" * 30])
def test_far_too_many_end_at_what_there_is_and_the_cart_says_how_many(client, typed):
    put_into_cart(client, make_variant_for_sale(stock=7), 2)
    page = client.get(reverse("orders:cart")).content.decode()
    assert 'data-most="7"' in page
    # the browser's own bubble would stop the form, in its own language
    assert " max=" not in page
    url = reverse("orders:cart_change", args=[CartLine.objects.get().pk])
    response = client.post(url, {"quantity": typed}, follow=True)
    assert quantities() == [7]
    assert "7" in messages_of(response)[-1]


def test_sold_out_good_and_one_only_shown_are_declined_with_a_message(client):
    for variant in (make_variant_for_sale(stock=0), make_variant(price=None)):
        response = client.post(reverse("orders:cart_add"), {"variant": variant.pk}, follow=True)
        assert quantities() == []
        assert len(messages_of(response)) == 1


def test_good_whose_zone_may_no_longer_use_its_mode_is_not_for_sale(client):
    variant = make_variant_for_sale()
    put_into_cart(client, variant)
    mode = ZoneMode.objects.get()
    mode.valid_to = timezone.localdate() - timedelta(days=1)
    mode.save()
    cart = client.get(reverse("orders:cart")).context["cart"]
    assert (cart.orders, len(cart.unsellable)) == ([], 1)


def test_quantity_can_be_changed_and_a_line_taken_out(client):
    put_into_cart(client, make_variant_for_sale(stock=9), 2)
    url = reverse("orders:cart_change", args=[CartLine.objects.get().pk])
    client.post(url, {"quantity": "4"})
    assert quantities() == [4]
    client.post(url, {"quantity": "many"})
    assert quantities() == [4]
    client.post(url, {"remove": "1"})
    assert quantities() == []
    assert client.get(reverse("orders:cart")).context["cart_count"] == 0


def test_somebody_elses_line_does_not_exist(client, consumer, other_user):
    client.force_login(consumer)
    put_into_cart(client, make_variant_for_sale(stock=9), 2)
    url = reverse("orders:cart_change", args=[CartLine.objects.get().pk])
    client.force_login(other_user)
    assert client.post(url, {"quantity": 1}).status_code in (302, 404)
    client.logout()
    client.post(url, {"quantity": 1})
    assert quantities() == [2]


def sign_in(client, user):
    return client.post(
        reverse("accounts:sign_in"), {"login": user.email, "password": "a-long-password"}
    )


def test_guests_cart_is_there_after_sign_in_and_ends_at_the_stock(client, consumer):
    variant, other = make_variant_for_sale(stock=3), make_variant_for_sale(stock=5)
    own = Cart.objects.create(user=consumer)
    CartLine.objects.create(cart=own, variant=variant, quantity=2)
    put_into_cart(client, variant, 2)
    put_into_cart(client, other, 1)
    client.force_login(consumer)
    assert quantities(cart=own, variant=variant) == [3]
    assert quantities(cart=own, variant=other) == [1]
    assert Cart.objects.count() == 1
    response = client.get(reverse("orders:cart"))
    assert response.context["cart_count"] == 4


def test_merged_cart_is_reported_and_what_was_cut_from_it(client, consumer):
    variant = make_variant_for_sale(stock=3)
    own = Cart.objects.create(user=consumer)
    CartLine.objects.create(cart=own, variant=variant, quantity=2)
    put_into_cart(client, variant, 2)
    client.get(reverse("orders:cart"))  # says that it is in the cart
    sign_in(client, consumer)
    merged, cut = messages_of(client.get(reverse("orders:cart")))
    assert "登录前" in merged
    assert "3" in cut


def test_guests_cart_taken_into_an_empty_one_is_no_news(client, consumer):
    put_into_cart(client, make_variant_for_sale(stock=3), 2)
    client.get(reverse("orders:cart"))
    sign_in(client, consumer)
    assert messages_of(client.get(reverse("orders:cart"))) == []


def test_sold_out_good_survives_the_sign_in_and_the_cart_says_so(client, consumer):
    variant = make_variant_for_sale(stock=3)
    put_into_cart(client, variant, 2)
    variant.stock.update(on_hand=0)
    client.force_login(consumer)
    assert quantities(cart__user=consumer) == [2]
    response = client.get(reverse("orders:cart"))
    assert response.status_code == 200
    assert len(response.context["cart"].reasons) == 1


def test_buying_at_once_says_what_else_is_in_the_cart(client):
    put_into_cart(client, make_variant_for_sale())
    page = client.post(
        reverse("orders:cart_add"), {"variant": make_variant_for_sale().pk, "buy": "1"}, follow=True
    )
    assert "购物车中已有其他商品，将一并结算" in page.content.decode()
    CartLine.objects.exclude(variant=CartLine.objects.latest("pk").variant).delete()
    again = {"variant": CartLine.objects.get().variant.pk, "buy": "1"}
    page = client.post(reverse("orders:cart_add"), again, follow=True)
    assert "将一并结算" not in page.content.decode()


def test_hostile_input_is_no_error(client):
    variant = make_variant_for_sale()
    for data in (
        {"variant": "x"},
        {"variant": "9" * 40},
        {"sku": "' or 1=1"},
        {},
    ):
        assert client.post(reverse("orders:cart_add"), data).status_code == 404
    for quantity in ("-3", "1e9", "９", "9" * 30, "x"):
        response = client.post(
            reverse("orders:cart_add"), {"variant": variant.pk, "quantity": quantity}
        )
        assert response.status_code == 302
    response = client.post(
        reverse("orders:cart_add"), {"variant": variant.pk, "next": "//evil.example/"}
    )
    assert response.url == reverse("orders:cart")
    response = client.post(reverse("orders:cart_add"), {"variant": variant.pk, "next": "no such"})
    assert response.url == reverse("orders:cart")


def test_cart_takes_the_same_number_of_queries_for_one_line_and_for_five(
    client, django_assert_max_num_queries
):
    for _ in range(5):
        put_into_cart(client, make_variant_for_sale())
    with django_assert_max_num_queries(12):
        client.get(reverse("orders:cart"))
