import pytest
from django.urls import reverse

from tests.exhibitors.factories import make_exhibitor
from tests.factories import make_product, make_variant_for_sale
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db


# R-PRIV-3
def test_exhibitor_sees_orders_of_own_goods_and_nothing_about_the_buyer(client, kiwi):
    own = make_order(make_variant_for_sale(make_product(kiwi)), paid=True)
    others = make_order(make_variant_for_sale(make_product(make_exhibitor("nordic"))))
    html = client.get(reverse("desk:orders", args=["kiwi"])).content.decode()
    assert own.number in html
    assert own.lines.get().title in html
    assert others.number not in html
    for private in ("林若溪", "王收货", "13900005678", "13800001234", "花园路", "0017"):
        assert private not in html


def test_list_can_be_narrowed_to_a_state(client, kiwi):
    paid = make_order(make_variant_for_sale(make_product(kiwi)), paid=True)
    unpaid = make_order(make_variant_for_sale(make_product(kiwi)))

    def shown(state):
        page = client.get(reverse("desk:orders", args=["kiwi"]), {"state": state})
        return {row["order"].number for row in page.context["rows"]}

    assert shown("") == shown("nonsense") == {paid.number, unpaid.number}
    assert shown("customs") == {paid.number}
    assert shown("unpaid") == {unpaid.number}
    assert shown("shipped") == set()


def test_list_takes_the_same_number_of_queries_for_one_order_and_for_five(
    client, kiwi, django_assert_max_num_queries
):
    for _ in range(5):
        make_order(make_variant_for_sale(make_product(kiwi)))
    with django_assert_max_num_queries(9):
        client.get(reverse("desk:orders", args=["kiwi"]))
