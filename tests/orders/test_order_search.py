"""An order is shown to those who have to do with it, and to nobody else: at the desk by number or
good, at the counter by a part of its number."""

import pytest
from django.contrib.auth.models import Group

from orders.actions.pick_up import choose_counter, make_ready
from orders.actions.update_clearance import set_clearance_state
from tests.centers.factories import make_pick_up_center
from tests.exhibitors.factories import make_exhibitor, make_member
from tests.factories import make_product, make_variant_for_sale
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db


def order_of(exhibitor, name, **fields):
    product = make_product(exhibitor, name_zh=name, live=False)
    return make_order(make_variant_for_sale(product, **fields))


def test_an_exhibitor_finds_its_orders_by_number_good_initials_and_sku(client):
    kiwi, nordic = make_exhibitor("kiwi"), make_exhibitor("nordic")
    honey = order_of(kiwi, "麦卢卡蜂蜜", sku="KIWI-0001")
    soap = order_of(kiwi, "羊奶皂", sku="KIWI-0002")
    other = order_of(nordic, "挪威蜂蜜", sku="NORDIC-0001")
    client.force_login(make_member(kiwi))

    def numbers(text):
        page = client.get("/desk/kiwi/orders/", {"q": text})
        return {row["order"].number for row in page.context["rows"]}

    assert numbers("") == {honey.number, soap.number}
    assert numbers(honey.number) == numbers(honey.number[:12].lower()) == {honey.number}
    assert numbers("蜂蜜") == numbers("mlkfm") == numbers("KIWI-0001") == {honey.number}
    assert numbers(other.number) == numbers("挪威") == numbers("NORDIC-0001") == set()
    page = client.get("/desk/kiwi/orders/", {"q": "蜂蜜", "state": "unpaid"}).content.decode()
    assert "?q=%E8%9C%82%E8%9C%9C&amp;state=customs" in page  # a chip keeps the query


def test_the_counter_finds_its_own_waiting_orders_by_a_part_of_the_number(
    client, django_user_model
):
    here, there = make_pick_up_center("bonded"), make_pick_up_center("other")
    first, second, elsewhere = (waiting_at(center) for center in (here, here, there))
    person = django_user_model.objects.create_user("counter@x.test", "a-long-password")
    person.groups.add(Group.objects.get(name="Counter staff"))
    here.staff.add(person)
    client.force_login(person)

    def numbers(number):
        waiting = client.get("/counter/bonded/", {"number": number}).context["waiting"]
        return {pickup.order.number for pickup in waiting}

    assert numbers("") == {first.number, second.number}
    assert numbers(f" {first.number[6:]} ") == {first.number}
    assert numbers(elsewhere.number) == set()
    page = client.get("/counter/bonded/", {"number": elsewhere.number}).content.decode()
    assert "没有该编号的待取货订单" in page
    assert '<input type="hidden" name="center" value="bonded">' in page  # goods on its shelves


def waiting_at(center):
    order = make_order(paid=True)
    choose_counter([order], center)
    set_clearance_state(order, "released", allowed_from=["waiting"], list_number=order.number[:10])
    make_ready(order)
    return order
