"""A good is shown after review; it is for sale once its filing is complete and approved."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from catalog.actions import filings
from catalog.actions.filings import change_filing
from catalog.actions.prices import StalePriceError, change_price
from catalog.admission import requirements
from catalog.models import Filing, PriceChange, Variant
from catalog.money import InvalidFigureError
from core.models import User
from evidence.models import Entry
from tests.factories import (
    make_filing,
    make_product,
    make_tax_rate,
    make_variant,
    make_variant_for_sale,
    make_zone,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return User.objects.create_user("clerk@expo.test", "x", name="Clerk")


def missing(variant, on=None):
    return [reason.code for reason in requirements.missing_for_sale(variant, on)]


def test_a_complete_filing_lacks_nothing():
    assert missing(make_variant_for_sale()) == []


def test_a_good_that_nobody_filed_says_so():
    assert missing(make_variant(price=None)) == ["price", "filing"]


# R-DOC-8
@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"hs_code": ""}, "hs_code"),
        ({"hs_code": "040900000"}, "hs_code"),
        ({"hs_code": "7709000000"}, "hs_code"),
        ({"hs_code": "0409000001"}, "hs_rate"),
        ({"unit": ""}, "unit"),
        ({"net_weight_g": None}, "net_weight"),
        ({"gross_weight_g": Decimal(100)}, "gross_weight"),
        ({"origin": ""}, "origin"),
        ({"zone": None}, "zone"),
        ({"mode": "9610"}, "zone_mode"),
        ({"record_number": ""}, "record_number"),
    ],
)
def test_each_gap_in_the_filing_is_named(fields, code):
    make_tax_rate()
    variant = make_variant()
    make_zone()
    filing = make_filing(variant, approved=False)
    Filing.objects.filter(pk=filing.pk).update(**fields)
    assert missing(Variant.objects.get(pk=variant.pk)) == [code]


def test_direct_purchase_needs_no_account_book_line():
    zone = make_zone("xz-air", modes=["9610"])
    variant = make_variant_for_sale(
        filing={"mode": "9610", "zone": zone, "record_number": "", "approved": False}
    )
    assert missing(variant) == []


def test_a_price_in_yen_is_shown_and_not_sold():
    variant = make_variant_for_sale(currency="JPY", filing={"approved": False})
    assert missing(variant) == ["currency"]


def test_a_rate_counts_from_its_first_day():
    variant = make_variant_for_sale()
    assert missing(variant, date(2019, 3, 31)) == ["hs_rate"]
    assert missing(variant, date(2019, 4, 1)) == []


def test_a_cream_needs_its_millilitres_because_its_tax_hangs_on_them():
    make_tax_rate(
        "3304990039",
        consumption=Decimal("0.15"),
        threshold_per_g_or_ml=Decimal(10),
        unit_1="035",
        unit_2="011",
    )
    variant = make_variant_for_sale(
        net_content=None, filing={"hs_code": "3304990039", "approved": False}
    )
    assert missing(variant) == ["net_content"]


def test_staff_approve_a_complete_filing_and_it_is_for_sale(clerk):
    variant = make_variant_for_sale(filing={"approved": False, "legal_quantity_1": None})
    assert list(Variant.objects.for_sale()) == []

    assert filings.approve_filing(variant, clerk) is True

    assert list(Variant.objects.for_sale()) == [variant]
    filing = Filing.objects.get(variant=variant)
    assert (filing.approved_by, filing.legal_quantity_1) == (clerk, Decimal("0.25"))
    entry = Entry.objects.get()
    assert (entry.subject, entry.kind) == (f"variant {variant.sku}", "filing approved")


def test_a_second_click_on_approve_changes_nothing(clerk):
    variant = make_variant_for_sale(filing={"approved": False})
    assert filings.approve_filing(variant, clerk) is True
    assert filings.approve_filing(variant, clerk) is False
    assert Entry.objects.count() == 1


def test_an_incomplete_filing_cannot_be_approved(clerk):
    variant = make_variant_for_sale(filing={"approved": False, "record_number": ""})
    with pytest.raises(filings.IncompleteFilingError) as exc_info:
        filings.approve_filing(variant, clerk)
    assert [reason.code for reason in exc_info.value.reasons] == ["record_number"]
    with translation.override("en"):
        assert "account book" in str(exc_info.value.reasons[0].message)


def test_a_hidden_good_is_not_for_sale_however_complete():
    make_variant_for_sale(make_product(live=False))
    assert list(Variant.objects.for_sale()) == []


def test_a_changed_origin_takes_the_approval_back(clerk):
    variant = make_variant_for_sale()
    assert change_filing(variant, clerk, origin="NZ") is False
    assert list(Variant.objects.for_sale()) == [variant]

    assert change_filing(variant, clerk, origin="AU") is True

    assert list(Variant.objects.for_sale()) == []
    assert Entry.objects.get().payload == '{"origin":["NZ","AU"]}'


def test_staff_can_stop_the_sale_without_hiding_the_good(clerk):
    variant = make_variant_for_sale()
    assert filings.withdraw_approval(variant, clerk, "recall") is True
    assert filings.withdraw_approval(variant, clerk, "recall") is False
    assert list(Variant.objects.for_sale()) == []
    assert variant.product.live


def test_a_new_price_leaves_who_and_what_it_was(clerk):
    variant = make_variant_for_sale()

    assert change_price(variant, Decimal("89.90"), clerk, reason="expo week") is True
    assert change_price(variant, Decimal("89.90"), clerk) is False

    variant.refresh_from_db()
    assert variant.price == Decimal("89.90")
    price_change = PriceChange.objects.get()
    assert (price_change.old, price_change.new, price_change.actor, price_change.reason) == (
        Decimal("100.00"),
        Decimal("89.90"),
        clerk,
        "expo week",
    )
    assert Entry.objects.get().kind == "price changed"


def test_two_people_cannot_change_a_price_past_each_other(clerk):
    variant = make_variant_for_sale()
    stale = Variant.objects.get(pk=variant.pk)
    change_price(variant, Decimal("90.00"), clerk)
    with pytest.raises(StalePriceError):
        change_price(stale, Decimal("80.00"), clerk)


@pytest.mark.parametrize("price", [Decimal("-1"), Decimal("9.999")])
def test_a_price_is_yuan_with_two_places(clerk, price):
    with pytest.raises(InvalidFigureError):
        change_price(make_variant(), price, clerk)
