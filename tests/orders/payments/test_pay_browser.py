"""The payment page where the provider is Stripe itself, in a real browser. Only Stripe's script is
played: the page, its policy and the return are ours, and the money moves at the stand-in."""

import os
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.urls import reverse

from tests.fake_stripe import BAD_CARD, GOOD_CARD
from tests.orders.factories import make_order
from tests.orders.payment_steps import states

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCRIPT = """
window.Stripe = function (key, options) {
  return {
    elements: function (intent) {
      window.recorded = { key: key, locale: options.locale, secret: intent.clientSecret };
      return { create: function (kind, given) {
        window.recorded.given = given === undefined ? "nothing" : given;
        return {
          mount: function (where) { document.querySelector(where).textContent = "card form"; },
          on: function (what, then) { setTimeout(then, 0); }
        };
      } };
    },
    confirmPayment: function (given) {
      var id = window.recorded.secret.split("_secret_")[0];
      return fetch("https://api.stripe.com/v1/payment_intents/" + id + "/confirm")
        .then(function (answer) { return answer.json(); })
        .then(function (answer) {
          if (answer.error) return answer;
          window.location = given.confirmParams.return_url + "?payment_intent=" + id;
          return new Promise(function () {});
        });
    }
  };
};
"""


@contextmanager
def payment_page(live_server, client, order, fake_stripe, card):
    """The payment page in a browser signed in as the buyer; the payer has `card`."""
    from playwright.sync_api import sync_playwright

    errors = []

    def play_stripe(route):
        url = route.request.url
        if "js.stripe.com" in url:
            return route.fulfill(body=SCRIPT, content_type="application/javascript")
        response = fake_stripe.pay(url.split("/")[-2], card)
        body = {"error": {"message": "Your card was declined."}} if response.is_error else {}
        return route.fulfill(json=body, headers={"Access-Control-Allow-Origin": "*"})

    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context()
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        context.route("**/*stripe.com/**", play_stripe)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda m: m.type == "error" and errors.append(m.text))
        page.goto(live_server.url + reverse("orders:pay", args=[order.number]))
        yield page
        browser.close()
    assert errors == []


@pytest.fixture
def order(fake_stripe, settings, client, consumer):
    settings.STRIPE_IS_FAKE = False
    settings.STRIPE_PUBLISHABLE_KEY = "pk_live_of_the_expo"
    client.force_login(consumer)
    return make_order(user=consumer)


def test_good_card_leads_to_the_paid_order(live_server, client, order, fake_stripe):
    with payment_page(live_server, client, order, fake_stripe, GOOD_CARD) as page:
        page.get_by_text("card form").wait_for()
        recorded = page.evaluate("window.recorded")
        page.locator("#pay-form button[type=submit]:not([disabled])").click()
        page.wait_for_url("**" + reverse("orders:order", args=[order.number]))
    assert states(order.group) == ["paid"]
    assert recorded == {
        "key": "pk_live_of_the_expo",
        "locale": "zh",
        "given": "nothing",  # no name is put into the payer's mouth
        "secret": recorded["secret"],
    }


def test_declined_card_is_said_and_the_button_works_again(live_server, client, order, fake_stripe):
    with payment_page(live_server, client, order, fake_stripe, BAD_CARD) as page:
        page.locator("#pay-form button[type=submit]:not([disabled])").click()
        page.get_by_text("Your card was declined.").wait_for()
        page.locator("#pay-form button[type=submit]:not([disabled])").wait_for()
    assert states(order.group) == ["awaiting"]
