"""The payment page, seen by the buyer, another user and nobody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import User
from orders.models import OrderGroup, PaymentAttempt, Refund
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_group, make_order
from tests.orders.payment_steps import states

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer(client):
    user = User.objects.create_user("buyer@expo.test", password="expo-demo")
    client.force_login(user)
    return user


@pytest.fixture
def group(fake_stripe, buyer):
    group = make_group(buyer)
    for price in ("100.00", "33.33"):
        make_order(make_variant_for_sale(price=price), group=group, user=buyer)
    return group


@pytest.fixture
def real_stripe(settings):
    settings.STRIPE_API_BASE = "https://api.stripe.com"
    settings.STRIPE_IS_FAKE = False
    settings.STRIPE_PUBLISHABLE_KEY = "pk_live_of_the_expo"


def at(name, group):
    return reverse(f"orders:{name}", args=[group.orders.order_by("pk").first().number])


def choose(client, group, choice):
    return client.post(at("pay_test", group), {"choice": choice}, follow=True)


def test_page_says_amount_deadline_payer_and_asks_for_itself(client, group):
    page = client.get(at("pay", group))
    text = page.content.decode()
    assert page.status_code == 200
    assert f"¥{group.total}" in text
    assert "data-seconds" in text
    assert "林若溪" in text
    assert 'hx-trigger="every' in text
    assert all(number in text for number in group.orders.values_list("number", flat=True))
    assert PaymentAttempt.objects.count() == 0  # looking at the page starts nothing


@pytest.mark.parametrize("name", ["pay", "pay_state", "pay_return"])
def test_somebody_else_s_payment_does_not_exist(client, group, name):
    client.force_login(User.objects.create_user("other@expo.test", password="expo-demo"))
    assert client.get(at(name, group)).status_code == 404
    client.logout()
    assert client.get(at(name, group)).status_code == 404


@pytest.mark.parametrize("name", ["pay_start", "pay_test", "pay_check"])
def test_doors_are_posted_to_and_closed_to_others(client, group, name):
    assert client.get(at(name, group)).status_code == 405
    client.force_login(User.objects.create_user("other@expo.test", password="expo-demo"))
    assert client.post(at(name, group)).status_code == 404


def test_paying_in_the_test_form_leads_to_thanks_for_both_orders(client, group):
    page = choose(client, group, "pay")
    assert states(group) == ["paid", "paid"]
    assert page.redirect_chain[-1][0] == at("pay_done", group)
    assert page.context["total"] == group.total
    assert [row["headline"].code for row in page.context["rows"]] == ["paid", "paid"]
    text = page.content.decode()
    assert "buyer@expo.test" in text  # where the news goes
    for order in group.orders.all():
        assert f'href="{order.get_absolute_url()}"' in text


def test_thanks_wait_for_the_money_and_are_the_buyers_own(client, group):
    assert client.get(at("pay_done", group)).url == at("pay", group)
    choose(client, group, "pay")
    client.force_login(User.objects.create_user("other@expo.test", password="expo-demo"))
    assert client.get(at("pay_done", group)).status_code == 404


def test_the_thanks_page_takes_no_more_queries_for_more_orders(client, group, buyer):
    larger = make_group(buyer)
    for _ in range(4):
        make_order(make_variant_for_sale(), group=larger, user=buyer)
    counts = []
    for checkout in (group, larger):
        choose(client, checkout, "pay")
        with CaptureQueriesContext(connection) as queries:
            client.get(at("pay_done", checkout))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_single_order_leads_to_its_own_page(client, fake_stripe, buyer):
    order = make_order(user=buyer)
    page = choose(client, order.group, "pay")
    assert page.redirect_chain[-1][0] == order.get_absolute_url()


def test_declined_card_is_said_and_the_next_one_pays(client, group):
    page = choose(client, group, "decline")
    assert states(group) == ["awaiting", "awaiting"]
    assert page.redirect_chain[-1][0] == at("pay", group)
    assert "notice--bad" in page.content.decode()
    choose(client, group, "pay")
    assert states(group) == ["paid", "paid"]


def test_double_clicked_pay_pays_once(client, group, fake_stripe):
    choose(client, group, "pay")
    choose(client, group, "pay")
    attempt = group.attempts.get()
    assert attempt.state == PaymentAttempt.State.SUCCEEDED
    assert Refund.objects.count() == 0


def test_paying_twice_returns_the_second_payment(client, group, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        choose(client, group, "twice")
    assert states(group) == ["paid", "paid"]
    refund = Refund.objects.get()
    assert (refund.reason, refund.amount, refund.state) == ("twice", group.total, "done")


def test_paying_and_never_returning_is_booked_by_the_poll(client, group):
    choose(client, group, "leave")
    assert states(group) == ["awaiting", "awaiting"]
    page = client.post(at("pay_check", group), follow=True)
    assert states(group) == ["paid", "paid"]
    assert page.redirect_chain[-1][0] == at("pay_done", group)


def test_i_have_paid_without_having_paid_is_answered_kindly(client, group):
    page = client.post(at("pay_check", group), follow=True)
    assert page.redirect_chain[-1][0] == at("pay", group)
    assert list(page.context["messages"])


def test_page_that_asks_for_itself_sends_the_browser_on_once_paid(client, group):
    assert "HX-Redirect" not in client.get(at("pay_state", group))
    choose(client, group, "leave")
    client.post(at("pay_check", group))
    assert client.get(at("pay_state", group))["HX-Redirect"] == at("pay_done", group)
    assert client.get(at("pay", group)).url == at("pay_done", group)


def test_lapsed_checkout_has_no_form(client, group):
    OrderGroup.objects.filter(pk=group.pk).update(pay_by=timezone.now())
    text = client.get(at("pay", group)).content.decode()
    assert at("pay_test", group) not in text
    assert 'class="empty"' in text
    assert client.post(at("pay_start", group)).status_code == 409


def test_start_gives_the_script_its_secret(client, group):
    response = client.post(at("pay_start", group))
    assert response.json()["client_secret"].startswith(group.attempts.get().reference)


def test_provider_out_of_reach_is_said_without_losing_the_page(client, group, settings):
    settings.STRIPE_API_BASE, settings.STRIPE_RETRIES = "http://127.0.0.1:9", 0
    assert client.post(at("pay_start", group)).status_code == 503
    page = choose(client, group, "pay")
    assert page.status_code == 200
    assert states(group) == ["awaiting", "awaiting"]


def test_no_test_form_where_the_provider_is_stripe_itself(client, group, real_stripe):
    text = client.get(at("pay", group)).content.decode()
    assert at("pay_test", group) not in text
    assert 'name="choice"' not in text
    assert client.post(at("pay_test", group), {"choice": "pay"}).status_code == 404
    assert states(group) == ["awaiting", "awaiting"]


def test_fake_stripe_is_whatever_is_not_stripe_s_own_address():
    import os
    import subprocess
    import sys

    code = "from django.conf import settings as s; print(s.STRIPE_IS_FAKE, s.STRIPE_FULL_OPTIONS)"
    shown = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={
                **os.environ,
                "STRIPE_API_BASE": base,
                "DJANGO_SETTINGS_MODULE": "config.settings",
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for base in ("https://api.stripe.com", "http://127.0.0.1:8420", "https://api.stripe.com.x/")
    ]
    assert shown == [["False", "True"], ["True", "False"], ["True", "False"]]


def test_stripe_s_script_is_let_in_on_its_page_only(client, group, real_stripe):
    page = client.get(at("pay", group))
    policy = page["Content-Security-Policy"]
    assert "https://js.stripe.com" in policy
    assert "https://hooks.stripe.com" in policy
    assert "connect-src 'self' https://api.stripe.com" in policy
    assert 'src="https://js.stripe.com/endive/stripe.js"' in page.content.decode()
    assert 'data-key="pk_live_of_the_expo"' in page.content.decode()
    assert "stripe.com" not in client.get(reverse("orders:orders"))["Content-Security-Policy"]


def test_fake_stripe_s_page_needs_no_foreign_script(client, group):
    page = client.get(at("pay", group))
    assert "stripe.com" not in page["Content-Security-Policy"]
    assert "stripe.com" not in page.content.decode()


def test_guest_pays_by_the_key_of_the_link(client, fake_stripe):
    order = make_order()
    assert client.get(at("pay", order.group)).status_code == 404
    assert client.get(at("pay", order.group) + f"?key={order.group.access_key}").status_code == 200
    choose(client, order.group, "pay")
    assert states(order.group) == ["paid"]
