"""Who owns the database changes a consent after the fact: the ledger says what was given."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse

from orders.models import Consent, Order
from orders.monitoring import consents
from tests.factories import make_variant_for_sale
from tests.orders.factories import checkout_form, put_into_cart

pytestmark = pytest.mark.django_db


@pytest.fixture
def number(client):
    """Of an order as it is placed at the checkout."""
    put_into_cart(client, make_variant_for_sale())
    client.post(reverse("orders:checkout"), checkout_form(client))
    assert consents.check() == []
    return Order.objects.get().number


def test_a_consent_taken_away_or_exchanged_is_named(number):
    notice = Consent.objects.filter(kind="risk_notice")
    notice.update(version="2020-1")
    assert consents.check() == [f"order {number}: its consents are not those of the ledger"]
    notice.delete()
    assert consents.check() == [f"order {number}: its consents are not those of the ledger"]


def test_a_consent_that_nobody_gave_is_named(number):
    Consent.objects.create(
        group=Order.objects.get().group, kind="no_return", version="2026-09", text_digest="0" * 64
    )
    assert consents.check() == [f"order {number}: its consents are not those of the ledger"]


def test_a_consent_dated_back_is_named(number):
    Consent.objects.update(given_at=F("given_at") - timedelta(days=1))
    assert consents.check() == [f"order {number}: its consents are dated otherwise than the ledger"]
