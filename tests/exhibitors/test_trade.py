"""Price and stock by the exhibitor: at once, with a trail, never over somebody else's change."""

from decimal import Decimal

import pytest

from catalog.actions.stock import reserve
from catalog.models import PriceChange, StockMovement
from tests.exhibitors.factories import make_exhibitor, make_member
from tests.factories import make_filing, make_product, make_variant, make_variant_for_sale

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    client.user = make_member(make_exhibitor("kiwi"), "aroha@expo.test", "sales")
    client.force_login(client.user)
    return client


@pytest.fixture
def variant():
    return make_variant_for_sale(make_product(make_exhibitor("kiwi")), price="100.00", stock=10)


def price_url(variant):
    return f"/desk/kiwi/goods/{variant.product_id}/price/{variant.pk}/"


def stock_url(variant):
    return f"/desk/kiwi/goods/{variant.product_id}/stock/{variant.stock.get().pk}/"


def test_a_new_price_is_valid_at_once_and_leaves_a_trail(member, variant):
    member.post(price_url(variant), {"was": "100.00", "price": "95.5", "reason": "展期价"})
    variant.refresh_from_db()
    assert variant.price == Decimal("95.50")
    change = PriceChange.objects.get(variant=variant)
    assert (change.old, change.new, change.actor, change.reason) == (
        Decimal("100.00"),
        Decimal("95.50"),
        member.user,
        "展期价",
    )
    page = member.get(f"/desk/kiwi/goods/{variant.product_id}/").content.decode()
    assert "¥100.00 → ¥95.50" in page


@pytest.mark.parametrize("price", ["-1", "abc", "1e400", "NaN", "1.234", "99999999999999"])
def test_nonsense_is_no_price(member, variant, price):
    member.post(price_url(variant), {"was": "100.00", "price": price})
    variant.refresh_from_db()
    assert (variant.price, PriceChange.objects.count()) == (Decimal("100.00"), 0)


def test_a_price_changed_meanwhile_is_not_overwritten(member, variant):
    member.post(price_url(variant), {"was": "90.00", "price": "80.00"})
    variant.refresh_from_db()
    assert variant.price == Decimal("100.00")


def test_a_good_without_a_price_gets_one_and_loses_it(member):
    variant = make_variant(make_product(make_exhibitor("kiwi")), price=None)
    member.post(price_url(variant), {"was": "", "price": "12.00"})
    variant.refresh_from_db()
    assert variant.price == Decimal("12.00")
    member.post(price_url(variant), {"was": "12.00", "price": ""})
    variant.refresh_from_db()
    assert variant.price is None


def test_a_count_is_written_with_its_movement(member, variant):
    member.post(stock_url(variant), {"was": 10, "pieces": 7, "reason": "盘点"})
    record = variant.stock.get()
    assert record.on_hand == 7
    move = StockMovement.objects.filter(record=record).latest("pk")
    assert (move.kind, move.on_hand, move.actor, move.reference) == (
        "adjusted",
        -3,
        member.user,
        "盘点",
    )


def test_pieces_reserved_for_orders_stay(member, variant):
    record = variant.stock.get()
    reserve({record.pk: 4}, reference="order")
    member.post(stock_url(variant), {"was": 10, "pieces": 3, "reason": "盘点"})
    assert variant.stock.get().on_hand == 10


def test_a_count_made_before_goods_left_is_not_written(member, variant):
    member.post(stock_url(variant), {"was": 12, "pieces": 7, "reason": "盘点"})
    assert variant.stock.get().on_hand == 10


def test_editors_of_texts_see_what_is_missing_and_change_no_filing(client):
    kiwi = make_exhibitor("kiwi")
    client.force_login(make_member(kiwi, "tama@expo.test", "editor"))
    variant = make_variant(make_product(kiwi))
    filing = make_filing(variant, approved=False, record_number="")
    url = f"/desk/kiwi/goods/{variant.product_id}/"
    page = client.get(url)
    codes = {reason.code for panel in page.context["panels"] for reason in panel.missing}
    assert "record_number" in codes
    client.post(url, {"name_zh": "蜂蜜", "record_number": "X1", "hs_code": "1", "do": "save"})
    filing.refresh_from_db()
    assert (filing.record_number, filing.hs_code) == ("", "0409000000")


def test_the_list_takes_the_same_queries_for_three_goods_as_for_one(
    member, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    kiwi = make_exhibitor("kiwi")
    make_variant_for_sale(make_product(kiwi))
    member.get("/desk/kiwi/goods/")
    with CaptureQueriesContext(connection) as one:
        member.get("/desk/kiwi/goods/")
    for _ in range(2):
        make_variant_for_sale(make_product(kiwi))
    with django_assert_num_queries(len(one)):
        member.get("/desk/kiwi/goods/")


def test_goods_are_searched_by_name_and_sku(member, variant):
    make_product(make_exhibitor("kiwi"), name_zh="另一件")

    def results(q):
        return [good.pk for good in member.get(f"/desk/kiwi/goods/?q={q}").context["page_obj"]]

    assert results(variant.sku[-4:]) == [variant.product_id]
    assert results("%01nothing") == []


# --- prices in another currency ------------------------------------------------------------------


@pytest.fixture
def in_yen():
    product = make_product(make_exhibitor("kiwi"))
    return make_variant(product, price=Decimal("382.00"), currency="JPY")


def desk_pages(member, variant):
    good = member.get(f"/desk/kiwi/goods/{variant.product_id}/").content.decode()
    return member.get("/desk/kiwi/goods/").content.decode(), good


def test_a_price_in_yen_is_shown_in_yen(member, in_yen):
    listed, good = desk_pages(member, in_yen)
    assert "382\N{NO-BREAK SPACE}JPY" in listed
    assert "¥382" not in listed + good
    assert '<option value="JPY" selected>' in good


def test_an_exhibitor_changes_a_price_in_yen_and_reads_it_in_the_trail(member, in_yen):
    form = {"was": "382.00", "was_in": "JPY", "price": "390", "currency": "JPY", "reason": "涨价"}
    member.post(price_url(in_yen), form)
    in_yen.refresh_from_db()
    assert (in_yen.price, in_yen.currency) == (Decimal("390.00"), "JPY")
    form = {"was": "390.00", "was_in": "JPY", "price": "21.50", "currency": "CNY"}
    member.post(price_url(in_yen), form)
    in_yen.refresh_from_db()
    assert (in_yen.price, in_yen.currency) == (Decimal("21.50"), "CNY")
    _, good = desk_pages(member, in_yen)
    assert "382\N{NO-BREAK SPACE}JPY → 390\N{NO-BREAK SPACE}JPY" in good
    assert "390\N{NO-BREAK SPACE}JPY → ¥21.50" in good


def test_a_currency_changed_meanwhile_is_not_overwritten(member, in_yen):
    form = {"was": "382.00", "was_in": "CNY", "price": "400", "currency": "CNY"}
    member.post(price_url(in_yen), form)
    in_yen.refresh_from_db()
    assert (in_yen.price, in_yen.currency) == (Decimal("382.00"), "JPY")


@pytest.mark.parametrize("currency", ["USD", "XXX"])
def test_no_third_currency_is_chosen_at_the_desk(member, in_yen, currency):
    form = {"was": "382.00", "was_in": "JPY", "price": "400", "currency": currency}
    member.post(price_url(in_yen), form)
    in_yen.refresh_from_db()
    assert (in_yen.price, in_yen.currency) == (Decimal("382.00"), "JPY")
