"""Seven days' return is the rule; a buyer may waive it for one purchase of one good (R-SEVEN-2,
R-SEVEN-3)."""

import json

import pytest
from django.urls import reverse

from catalog.models import Product
from evidence.models import Entry
from orders.checkout.consents import consent_text
from orders.models import Consent, Order
from tests.factories import make_product, make_variant_for_sale
from tests.orders.factories import checkout_form, put_into_cart

pytestmark = pytest.mark.django_db

Policy = Product.ReturnPolicy


@pytest.fixture
def cream():
    return make_variant_for_sale(make_product(return_policy=Policy.CONFIRMED))


def checkout_page(client):
    return client.get(reverse("orders:checkout"))


def place(client, **form):
    response = client.post(reverse("orders:checkout"), checkout_form(client, **form))
    assert response.status_code == 302
    return Order.objects.get()


def terms(order):
    return list(order.lines.values_list("return_policy", flat=True))


def test_ordinary_goods_ask_for_nothing_and_keep_the_seven_days(client):
    put_into_cart(client, make_variant_for_sale())
    assert "no_return" not in checkout_page(client).content.decode()
    assert terms(place(client)) == [Policy.SEVEN_DAY]


def test_box_is_there_never_ticked_and_never_needed(client, cream):
    put_into_cart(client, cream)
    [box] = checkout_page(client).context["form"].no_return_fields
    assert (box.value(), box.field.required) == (None, False)
    order = place(client)
    assert terms(order) == [Policy.SEVEN_DAY]
    assert not Consent.objects.filter(kind="no_return").exists()
    assert "七天内可无理由退货" in client.get(order.get_absolute_url()).content.decode()


def test_confirmation_is_kept_word_for_word_with_the_goods_it_names(client, cream):
    other = make_variant_for_sale(make_product(return_policy=Policy.CONFIRMED))
    put_into_cart(client, cream)
    put_into_cart(client, other)
    order = place(client, **{f"no_return_{cream.pk}": "on"})
    assert terms(order) == [Policy.CONFIRMED, Policy.SEVEN_DAY]
    goods = f"- {order.lines.get(variant=cream).title}"
    shown = consent_text("no_return", goods=goods, language="zh-hans")
    consent = Consent.objects.get(kind="no_return")
    assert (consent.version, consent.text_digest) == (shown.version, shown.digest)
    entry = Entry.objects.get(kind="consented")
    [recorded_consent] = [
        c for c in json.loads(entry.payload)["consents"] if c["kind"] == "no_return"
    ]
    assert (recorded_consent["goods"], recorded_consent["text_digest"]) == (goods, shown.digest)
    placed = json.loads(Entry.objects.get(kind="placed").payload)
    assert [line["returns"] for line in placed["lines"]] == ["confirmed", "seven_day"]
    assert "经您确认" in client.get(order.get_absolute_url()).content.decode()


def test_what_the_law_excludes_needs_no_confirmation_and_is_said(client):
    put_into_cart(client, make_variant_for_sale(make_product(return_policy=Policy.STATUTORY)))
    assert "依法不适用" in checkout_page(client).content.decode()
    assert terms(place(client)) == [Policy.STATUTORY]


def test_tick_for_a_good_whose_seller_no_longer_excludes_it_waives_nothing(client, cream):
    put_into_cart(client, cream)
    form = checkout_form(client, **{f"no_return_{cream.pk}": "on"})
    Product.objects.update(return_policy=Policy.SEVEN_DAY)
    client.post(reverse("orders:checkout"), form)
    assert terms(Order.objects.get()) == [Policy.SEVEN_DAY]
    assert not Consent.objects.filter(kind="no_return").exists()


def test_good_that_became_excluded_meanwhile_keeps_the_terms_that_were_shown(client):
    put_into_cart(client, make_variant_for_sale())
    form = checkout_form(client)
    Product.objects.update(return_policy=Policy.CONFIRMED)
    client.post(reverse("orders:checkout"), form)
    assert terms(Order.objects.get()) == [Policy.SEVEN_DAY]


def test_tick_survives_a_step_of_the_form(client, cream):
    put_into_cart(client, cream)
    form = checkout_form(client, **{f"no_return_{cream.pk}": "on"}) | {"pick": "1"}
    page = client.post(reverse("orders:checkout"), form)
    [box] = page.context["form"].no_return_fields
    assert box.value() == "on"


def test_text_of_a_confirmation_can_be_read_later_in_both_languages(client):
    for path, text in (("", "不作确认"), ("/en", "Without it you buy all the same")):
        page = client.get(f"{path}{reverse('orders:notice', args=['no_return', '2026-09'])}")
        assert text in page.content.decode()
