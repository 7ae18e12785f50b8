"""What a day's rules bar is said in the cart, and rejected in the order's own transaction."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalog.admission.rules import admission_cache
from catalog.models import PositiveListEntry, StopListEntry
from exhibitors.models import Exhibitor
from orders.actions.cancel import cancel
from orders.errors import OrderActionError
from orders.limits import quota
from orders.models import CapUse, CartLine, Order
from orders.reservations import free_reserved, reserve
from tests.factories import make_exhibitor, make_list_entry, make_product, make_stop
from tests.factories import make_variant_for_sale as make_good
from tests.orders.factories import checkout_form, put_into_cart, valid_identity

pytestmark = pytest.mark.django_db

SUGAR = {"hs_code": "1701991090", "net_weight_g": Decimal(500), "gross_weight_g": Decimal(600)}
SOMEBODY_ELSE = valid_identity("11010518800101003")


def cart_of(client):
    return client.get(reverse("orders:cart")).context["cart"]


def buy(client, variant, quantity=1, **form):
    put_into_cart(client, variant, quantity)
    return client.post(reverse("orders:checkout"), checkout_form(client, **form))


def stop_by_another_process(**fields):
    """A stop written by another process: this one's pages don't know of it yet."""
    StopListEntry.objects.bulk_create(
        [StopListEntry(valid_from=timezone.localdate(), reason_zh="疫区暂停进口", **fields)]
    )


@pytest.fixture
def sugar():
    make_list_entry("17019910", name_zh="砂糖", note_kind="cap", cap=Decimal(2), cap_unit="035")
    return make_good(filing=SUGAR, stock=99)


# R-PLAT-3


def test_stopped_good_in_a_cart_is_shown_with_its_reason(client):
    put_into_cart(client, make_good())
    make_stop()
    [line] = cart_of(client).unsellable
    [error] = line.errors
    assert error.endswith("暂不能销售。疫区暂停进口。")


def test_stopped_good_does_not_get_into_a_cart(client):
    make_stop()
    response = client.post(
        reverse("orders:cart_add"), {"variant": make_good().pk, "quantity": 1}, follow=True
    )
    assert "疫区暂停进口" in response.content.decode()
    assert CartLine.objects.count() == 0


def test_stop_entered_elsewhere_meanwhile_prevents_the_order(client):
    variant = make_good()
    put_into_cart(client, variant)
    form = checkout_form(client)
    stop_by_another_process(origin="NZ")
    assert admission_cache.on().stops == ()  # the pages of this process still show it for sale
    response = client.post(reverse("orders:checkout"), form)
    assert response.status_code == 409
    assert "疫区暂停进口" in response.content.decode()
    assert (Order.objects.count(), variant.stock.get().reserved) == (0, 0)
    assert len(cart_of(client).unsellable) == 1  # and from now on its cart says so


# R-LIST-1, R-LIST-3


def test_new_list_version_prevents_the_order_too(client):
    put_into_cart(client, make_good())
    form = checkout_form(client)
    PositiveListEntry.objects.bulk_create(
        [
            PositiveListEntry(
                version="2099", hs8="19011010", name_zh="乳粉", valid_from=timezone.localdate()
            )
        ]
    )
    response = client.post(reverse("orders:checkout"), form)
    assert (response.status_code, Order.objects.count()) == (409, 0)
    assert "正面清单" in response.content.decode()


def test_cap_of_a_year_is_inclusive(client, sugar):
    assert buy(client, sugar, 4).status_code == 302
    use = CapUse.objects.get()
    assert (use.hs8, use.unit, use.amount) == ("17019910", "035", Decimal(2))


def test_more_than_the_cap_is_said_in_the_cart_before_anybody_is_known(client, sugar):
    put_into_cart(client, sugar, 5)
    [error] = cart_of(client).reasons
    assert error == "“砂糖”每人每年零售进口限量 2 千克；按本站统计还剩 2 千克，本次计 2.5 千克。"


def test_lines_of_one_code_from_two_sellers_count_together(client, sugar):
    other = make_good(make_product(make_exhibitor("nordic")), filing=SUGAR, stock=99)
    put_into_cart(client, sugar, 3)
    put_into_cart(client, other, 2)
    assert len(cart_of(client).orders) == 2
    assert len(cart_of(client).reasons) == 1


def test_second_order_of_the_year_is_denied_what_the_first_used_up(client, sugar):
    buy(client, sugar, 3)
    response = buy(client, sugar, 2)
    assert response.status_code == 409
    assert "还剩 0.5 千克" in response.content.decode()
    assert Order.objects.count() == 1
    assert buy(client, sugar, 0, id_number=SOMEBODY_ELSE, real_name="王远").status_code == 302


def test_cancelled_order_gives_its_share_back(client, sugar):
    buy(client, sugar, 4)
    cancel(Order.objects.get(), reason="changed my mind", actor=None)
    assert buy(client, sugar, 4).status_code == 302


def test_last_years_sugar_does_not_count(client, sugar):
    buy(client, sugar, 4)
    order = Order.objects.get()
    type(order.quota).objects.update(year=order.quota.year - 1)
    assert buy(client, sugar, 4).status_code == 302


def test_uncapped_goods_leave_no_trace_in_the_ledger(client, sugar):
    make_list_entry("04090000")
    assert buy(client, make_good()).status_code == 302
    assert CapUse.objects.count() == 0
    assert "list_cap" not in Order.objects.get().lines.get().filing


def test_reserving_looks_again_where_two_orders_of_a_person_overtook_each_other(client, sugar):
    """Both carts were priced before either was reserved: the second to reserve is denied."""
    buy(client, sugar, 3)
    first = Order.objects.get()
    free_reserved(first, reason="test")  # as if it were not there while the second is priced
    buy(client, sugar, 2)
    with pytest.raises(OrderActionError, match="还剩 1 千克"):
        reserve([first])
    first.refresh_from_db()
    assert first.quota.state == quota.State.RELEASED


# R-PLAT-1


def test_agent_lost_after_approval_ends_the_sale_without_naming_documents(client):
    variant = make_good()
    put_into_cart(client, variant)
    form = checkout_form(client)
    Exhibitor.objects.update(agent_code="")
    response = client.post(reverse("orders:checkout"), form)
    assert (response.status_code, Order.objects.count()) == (409, 0)
    [error] = response.context["form"].non_field_errors()
    assert error.endswith("”暂不出售。")


def test_a_cart_of_five_capped_goods_takes_the_queries_of_one(client, sugar):
    counts = []
    for wanted in (1, 4):
        for _ in range(wanted):
            put_into_cart(client, make_good(filing=SUGAR, stock=9))
        cart_of(client)
        with CaptureQueriesContext(connection) as queries:
            cart_of(client)
        counts.append(len(queries))
    assert counts[0] == counts[1]
