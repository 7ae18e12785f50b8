"""A guest and a signed-in buyer walk from the shelf to placed orders."""

import re
from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evidence.models import Entry
from orders.checkout import consents as consent
from orders.models import CartLine, Consent, Order, OrderGroup, QuotaYear
from tests.factories import make_exhibitor, make_product, make_variant_for_sale, make_zone
from tests.html import folded
from tests.orders.factories import IDENTITY, checkout_form, make_buyer, put_into_cart

pytestmark = pytest.mark.django_db


def submit(client, **changes):
    return client.post(reverse("orders:checkout"), checkout_form(client, **changes))


def test_guest_orders_a_jar_of_honey(client, django_capture_on_commit_callbacks):
    variant = make_variant_for_sale(price="100.00", stock=3)
    assert put_into_cart(client, variant, 2).status_code == 302
    page = client.get(reverse("orders:checkout"))
    assert page.context["cart"].total == Decimal("218.20")
    with django_capture_on_commit_callbacks(execute=True):
        response = submit(client)
    order = Order.objects.get()
    assert response.url == reverse("orders:pay", args=[order.number])
    assert (order.goods_value, order.freight, order.vat, order.actual_paid) == (
        Decimal("200.00"),
        Decimal("0.00"),
        Decimal("18.20"),
        Decimal("218.20"),
    )
    assert order.address == "河南省郑州市金水区花园路 39 号"
    assert order.buyer.id_masked == "110***********0017"
    assert IDENTITY not in order.buyer.id_number
    assert CartLine.objects.count() == 0
    assert variant.stock.get().reserved == 2
    assert set(Consent.objects.values_list("kind", flat=True)) == set(consent.REQUIRED_KINDS)
    kinds = Entry.objects.filter(subject=f"order {order.number}").values_list("kind", flat=True)
    assert list(kinds) == ["placed", "consented"]
    assert [message.to for message in mail.outbox] == [["guest@expo.test"]]
    assert order.number in mail.outbox[0].body


def test_sellers_zones_and_modes_become_orders_under_one_payment(client):
    air = make_zone("xz-air", modes=("9610",), customs_district="4604")
    other = make_product(make_exhibitor("nordic"))
    direct = {"mode": "9610", "zone": air, "record_number": ""}
    put_into_cart(client, make_variant_for_sale(price="120.00"))
    put_into_cart(client, make_variant_for_sale(other, price="130.00"))
    put_into_cart(client, make_variant_for_sale(other, price="140.00", filing=direct))
    page = client.get(reverse("orders:checkout"))
    assert "3" in page.content.decode()
    submit(client)
    group = OrderGroup.objects.get()
    orders = group.orders.order_by("goods_value")
    assert [(order.exhibitor.slug, order.zone.code, order.mode) for order in orders] == [
        ("kiwi", "hn-bonded", "1210"),
        ("nordic", "hn-bonded", "1210"),
        ("nordic", "xz-air", "9610"),
    ]
    assert sum(order.actual_paid for order in orders) == group.total
    assert len({order.number for order in orders}) == 3


def test_the_same_form_twice_gives_the_same_order(client):
    put_into_cart(client, make_variant_for_sale(stock=5))
    form = checkout_form(client)
    first = client.post(reverse("orders:checkout"), form)
    second = client.post(reverse("orders:checkout"), form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert Order.objects.count() == 1


def test_a_form_of_somebody_else_leads_to_no_order_of_theirs(client):
    variant, other_client = make_variant_for_sale(stock=5), Client()
    put_into_cart(client, variant)
    form = checkout_form(client)
    client.post(reverse("orders:checkout"), form)
    order = Order.objects.get()
    put_into_cart(other_client, variant)
    token = {"client_token": form["client_token"]}
    other_client.post(reverse("orders:checkout"), checkout_form(other_client, **token))
    assert Order.objects.count() == 2
    assert other_client.get(reverse("orders:order", args=[order.number])).status_code == 404


def test_errors_stand_at_their_fields_and_nothing_typed_is_lost(client):
    put_into_cart(client, make_variant_for_sale())
    response = submit(
        client,
        mobile="12345",
        id_number="110105188001010018",
        detail="路",
        identity_consent=None,
    )
    assert response.status_code == 422
    form = response.context["form"]
    assert set(form.errors) == {"mobile", "id_number", "detail", "identity_consent"}
    html = response.content.decode()
    for typed in ("林若溪", "12345", "110105188001010018", "guest@expo.test"):
        assert typed in html
    assert Order.objects.count() == 0


def test_the_labels_at_the_risk_notice_are_of_what_is_ordered(client):
    """Not of what is sold out and left out of the sum."""
    put_into_cart(client, make_variant_for_sale(make_product(slug="honey")))
    gone = make_variant_for_sale(make_product(slug="gone"), stock=1)
    put_into_cart(client, gone)
    gone.stock.update(on_hand=0)
    html = folded(client.get(reverse("orders:checkout")).content.decode())
    assert "/goods/honey/" in html.split("中文电子标签：")[1]
    assert "/goods/gone/" not in html.split("中文电子标签：")[1]


def test_nothing_is_ticked_for_the_buyer(client):
    put_into_cart(client, make_variant_for_sale())
    html = client.get(reverse("orders:checkout")).content.decode()
    assert " checked" not in html


def test_each_consent_that_an_order_needs_says_so(client):
    put_into_cart(client, make_variant_for_sale())
    html = folded(client.get(reverse("orders:checkout")).content.decode())
    for name in ("identity_consent", "sharing_consent", "risk_consent"):
        label = re.search(rf'<label class="check" for="id_{name}">(.*?)</label>', html)[1]
        assert "<em>必填</em>" in label, name


# R-PLAT-2, R-PRIV-2, R-PRIV-3
@pytest.mark.parametrize("consent", ["identity_consent", "sharing_consent", "risk_consent"])
def test_no_order_without_each_consent(client, consent):
    put_into_cart(client, make_variant_for_sale())
    response = submit(client, **{consent: None})
    assert list(response.context["form"].errors) == [consent]
    assert Order.objects.count() == 0


def test_price_that_moved_meanwhile_is_shown_before_anything_is_placed(client):
    variant = make_variant_for_sale(price="100.00")
    put_into_cart(client, variant)
    form = checkout_form(client)
    variant.price = Decimal("110.00")
    variant.save()
    response = client.post(reverse("orders:checkout"), form)
    assert response.status_code == 409
    assert Order.objects.count() == 0
    html = response.content.decode()
    assert "120.01" in html
    again = {**form, "expected_total": response.context["form"].data["expected_total"]}
    assert client.post(reverse("orders:checkout"), again).status_code == 302
    assert Order.objects.get().actual_paid == Decimal("120.01")


def test_goods_that_sold_out_meanwhile_are_named(client):
    variant = make_variant_for_sale(stock=2)
    put_into_cart(client, variant, 2)
    form = checkout_form(client)
    variant.stock.update(on_hand=1)
    response = client.post(reverse("orders:checkout"), form)
    assert response.status_code == 409
    assert "1" in str(response.context["form"].non_field_errors())
    assert Order.objects.count() == 0
    assert CartLine.objects.get().quantity == 2


# R-PRIV-4
def test_child_is_rejected_and_a_minor_needs_a_guardian(client, freezer_today):
    put_into_cart(client, make_variant_for_sale())
    child, minor = freezer_today
    response = submit(client, id_number=child)
    assert list(response.context["form"].errors) == ["id_number"]
    response = submit(client, id_number=minor)
    assert list(response.context["form"].errors) == ["guardian_agrees"]
    assert submit(client, id_number=minor, guardian_agrees="on").status_code == 302


@pytest.fixture
def freezer_today(monkeypatch):
    """Two synthetic numbers of the 1880s, and a day on which their bearers are 13 and 16."""
    from datetime import date

    from orders.identity import rules
    from tests.orders.factories import valid_identity

    monkeypatch.setattr(rules, "beijing_today", lambda: date(1896, 6, 1))
    return valid_identity("11010518830101001"), valid_identity("11010518800101003")


def test_one_order_over_its_limit_is_reported(client):
    put_into_cart(client, make_variant_for_sale(price="3000.00"), 2)
    response = submit(client)
    assert response.status_code == 409
    assert "5,000.00" in str(response.context["form"].non_field_errors())


def test_regions_come_step_by_step_without_script(client):
    put_into_cart(client, make_variant_for_sale())
    form = checkout_form(client, pick="1", city="", district="", consignee="王收货")
    html = client.post(reverse("orders:checkout"), form).content.decode()
    assert "郑州市" in html
    assert "王收货" in html
    assert Order.objects.count() == 0


def test_buyer_is_remembered_masked_and_may_change(client, consumer):
    client.force_login(consumer)
    put_into_cart(client, make_variant_for_sale(stock=9))
    submit(client, save_address="on")
    put_into_cart(client, make_variant_for_sale(stock=9))
    page = client.get(reverse("orders:checkout"))
    html = page.content.decode()
    assert "110***********0017" in html
    assert IDENTITY not in html
    assert "id_number" not in html.split("new_identity")[0].split("secret")[-1]
    assert page.context["balance"].used == Decimal("100.00")
    assert page.context["form"].initial["detail"] == "花园路 39 号"
    response = submit(client, real_name=None, id_number=None)
    assert response.status_code == 302
    assert Order.objects.latest("pk").buyer == Order.objects.earliest("pk").buyer
    put_into_cart(client, make_variant_for_sale(stock=9))
    changed = client.post(
        reverse("orders:checkout"), checkout_form(client, new_identity="1", real_name=None)
    )
    assert 'name="id_number"' in changed.content.decode()


def test_over_a_limit_the_prices_stay_and_the_button_says_why_not(client):
    put_into_cart(client, make_variant_for_sale(price="100.00"))
    put_into_cart(
        client, make_variant_for_sale(make_product(make_exhibitor("nordic")), price="2600.00"), 2
    )
    for page in ("orders:checkout", "orders:cart"):
        html = client.get(reverse(page)).content.decode()
        assert "5,782.30" in html  # 5,200.00 + 109.10 with tax, freight none
        assert "5,673.20" in html
        assert "单次交易超过限值" in html
        assert 'form="checkout"' not in html
        assert "提交订单 · " not in html


def test_over_the_yearly_limit_the_button_says_so(client, consumer):
    client.force_login(consumer)
    buyer = make_buyer(consumer)
    QuotaYear.objects.create(person=buyer.id_hash, year=timezone.localdate().year, used=25950)
    put_into_cart(client, make_variant_for_sale(price="100.00"))
    page = client.get(reverse("orders:checkout"))
    html = page.content.decode()
    assert "个人年度额度不足" in html
    assert "109.10" in html


def test_over_the_yearly_limit_a_single_item_costs_what_it_cost_within(client, consumer):
    """One item over the limit of an order bears every tax in full, whatever the year (R-LIM-3)."""
    client.force_login(consumer)
    buyer = make_buyer(consumer)
    put_into_cart(client, make_variant_for_sale(price="6000.00"))
    within = client.get(reverse("orders:checkout")).context["cart"]
    QuotaYear.objects.create(person=buyer.id_hash, year=timezone.localdate().year, used=25000)
    page = client.get(reverse("orders:checkout"))
    assert (within.why_not, str(page.context["cart"].why_not)) == ("", "个人年度额度不足")
    assert page.context["cart"].total == within.total == Decimal("6780.00")
    assert "单次限值内为 0" not in page.content.decode()


def test_an_order_over_its_limit_is_not_said_to_be_within(client):
    put_into_cart(client, make_variant_for_sale(price="2600.00"), 2)
    for page in ("orders:checkout", "orders:cart"):
        html = client.get(reverse(page)).content.decode()
        assert "单次交易超过限值" in html
        assert "单次限值内为 0" not in html
    CartLine.objects.update(quantity=1)
    assert "单次限值内为 0" in client.get(reverse("orders:cart")).content.decode()


def test_sold_out_lines_do_not_count_in_the_sum(client):
    put_into_cart(client, make_variant_for_sale(price="100.00"))
    gone = make_variant_for_sale(price="50.00", stock=1)
    put_into_cart(client, gone)
    gone.stock.update(on_hand=0)
    cart = client.get(reverse("orders:cart")).context["cart"]
    assert (cart.goods_value, cart.total) == (Decimal("100.00"), Decimal("109.10"))
    assert [row.variant for row in cart.unsellable] == [gone]
    assert str(cart.why_not) == "有商品暂不能下单"


@pytest.mark.parametrize("account", [True, False])
def test_a_session_lost_at_checkout_is_said_and_what_was_typed_comes_back(
    client, consumer, account
):
    if account:
        client.force_login(consumer)
    put_into_cart(client, make_variant_for_sale(stock=9))
    form = checkout_form(client, consignee="王收货", account=str(consumer.pk) if account else None)
    client.logout()  # in another window, or after thirty days
    answer = client.post(reverse("orders:checkout"), form, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert ("请重新登录" if account else "会话已结束") in said[0]
    assert Order.objects.count() == 0
    assert IDENTITY not in str(dict(client.session))
    if account:
        assert answer.redirect_chain == [("/accounts/sign-in/?next=%2Fcheckout%2F", 302)]
        client.force_login(consumer)
    else:
        put_into_cart(client, make_variant_for_sale(stock=9))
    page = client.get(reverse("orders:checkout"))
    kept = page.context["form"].initial
    assert [kept[name] for name in ("consignee", "district", "detail", "real_name")] == [
        "王收货", "410105", "花园路 39 号", "林若溪",
    ]  # fmt: skip
    assert IDENTITY not in page.content.decode()


def notice_at_cart(client, form):
    page = client.post(reverse("orders:checkout"), form, follow=True)
    (message,) = page.context["messages"]
    return message.message


@pytest.mark.parametrize("account", [True, False])
def test_goods_that_another_window_has_ordered_are_named_by_their_order(client, consumer, account):
    """Two windows, two tokens, one cart: the second is told of the order that is there."""
    if account:
        client.force_login(consumer)
    put_into_cart(client, make_variant_for_sale(stock=9))
    second = checkout_form(client, account=str(consumer.pk) if account else None)
    assert submit(client).status_code == 302
    order = Order.objects.get()
    link = f'<a class="link" href="{order.get_absolute_url()}">{order.number}</a>'
    assert notice_at_cart(client, second) == f"这些商品已在另一窗口提交订单：{link}"
    assert Order.objects.count() == 1
    assert "checkout_typed" not in client.session


@pytest.mark.parametrize("ordered_before", [True, False])
def test_a_cart_that_another_window_emptied_is_no_lost_session(client, ordered_before):
    if ordered_before:
        put_into_cart(client, make_variant_for_sale(stock=9))
        submit(client)
    put_into_cart(client, make_variant_for_sale(stock=9))
    form = checkout_form(client)
    client.post(reverse("orders:cart_change", args=[CartLine.objects.get().pk]), {"remove": "1"})
    assert notice_at_cart(client, form) == "购物车已在另一窗口清空，没有提交订单。"
    assert "checkout_typed" not in client.session


@pytest.mark.parametrize("later", ["another person", "an hour later"])
def test_what_was_typed_is_kept_for_who_typed_it_and_not_for_long(
    client, consumer, other_user, later
):
    """The browser of a fair's terminal is the next visitor's too (R-PRIV-1)."""
    client.force_login(consumer)
    put_into_cart(client, make_variant_for_sale(stock=9))
    form = checkout_form(client, consignee="王收货", account=str(consumer.pk))
    client.logout()
    client.post(reverse("orders:checkout"), form)
    if later == "an hour later":
        session = client.session
        session["checkout_typed"] |= {"at": session["checkout_typed"]["at"] - 3600}
        session.save()
    client.force_login(other_user if later == "another person" else consumer)
    put_into_cart(client, make_variant_for_sale(stock=9))
    initial = client.get(reverse("orders:checkout")).context["form"].initial
    assert "real_name" not in initial
    assert initial["consignee"] != "王收货"


def test_a_form_shown_to_another_account_orders_nothing_for_who_signs_in_later(
    client, consumer, other_user
):
    """A fair's terminal: A fills in the form and leaves, B signs in and presses its button."""
    client.force_login(consumer)
    put_into_cart(client, make_variant_for_sale(stock=9))
    form = checkout_form(client, consignee="王收货", account=str(consumer.pk))
    client.force_login(other_user)
    put_into_cart(client, make_variant_for_sale(stock=9))
    page = client.post(reverse("orders:checkout"), form, follow=True)
    assert page.redirect_chain == [(reverse("orders:checkout"), 302)]
    *_, said = map(str, page.context["messages"])
    assert said.startswith("该表单由另一账户打开")
    assert "王收货" not in page.content.decode()
    assert Order.objects.count() == 0
    assert submit(client, account=str(other_user.pk)).status_code == 302
    assert Order.objects.get().group.user == other_user


def test_what_was_kept_by_the_version_before_is_passed_over(client, consumer):
    """It named nobody. A session lasts 30 days: the page of each such buyer said 500 until then."""
    client.force_login(consumer)
    put_into_cart(client, make_variant_for_sale())
    session = client.session
    session["checkout_typed"] = {"consignee": "王收货"}
    session.save()
    page = client.get(reverse("orders:checkout"))
    assert page.context["form"].initial.get("consignee", "") != "王收货"
    assert "checkout_typed" not in client.session
