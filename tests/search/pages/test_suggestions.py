"""What is offered while somebody types, as the search line shows it."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone, translation

from catalog.importing.run import import_goods
from catalog.models import Brand, Product, Variant
from search import actions
from search.pages.suggestions import suggestions_for
from search.retrieval import facet_labels
from search.retrieval.code_prefixes import CodeMatch
from tests import factories
from tests.catalog.importing.files import csv_file, honey
from tests.html import folded
from tests.module_rows import kept_for_a_module
from tests.search import expo_content as expo

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def goods(django_db_setup, django_db_blocker, module_index):
    with kept_for_a_module(django_db_blocker):
        brand = factories.make_brand("karicare", "可瑞康", "Karicare", aliases=["卡瑞康"])
        milk = factories.make_category("milk", "奶粉", "Milk powder")
        for n in range(1, 6):
            product = factories.make_product(
                name_zh=f"可瑞康婴儿奶粉{n}段", name_en=f"Karicare formula stage {n}", brand=brand,
                category=milk, sales=n,
            )  # fmt: skip
            factories.make_variant_for_sale(product, price=f"{n}00.00")
        tin = factories.make_product(name_zh="蜂胶罐装", name_en="Propolis tin")
        factories.make_variant_for_sale(tin, sku="TIN-0400", price="400.00", position=1)
        factories.make_variant_for_sale(
            tin, sku="TIN-0900", gtin="6901234567892", price="900.00", position=2
        )
        module_index.build()
        yield


@pytest.fixture
def shop(goods, module_index, site_engine):
    module_index.give(site_engine)
    return site_engine


def offered(client, text, prefix=""):
    headers = {"Accept": "text/html"}
    response = client.get(f"{prefix}/search/suggest", {"q": text}, headers=headers)
    return folded(response.content.decode())


def english(function, *args):
    with translation.override("en"):
        return function(*args)


def test_a_brand_leads_to_its_goods_and_says_why_it_is_meant(client, shop):
    brand = 'href="/goods/?brand=karicare" data-words="可瑞康"'
    for typed, why in [("可", ""), ("kerui", "拼音 kerui"), ("krk", "首字母 krk")]:
        html = offered(client, typed)
        assert brand in html
        assert f"<small>品牌{' ' + why if why else ''}</small>" in html
    assert "又名 卡瑞…" in offered(client, "卡瑞")


def test_goods_stand_below_with_price_and_the_link_to_all(client, shop):
    html = offered(client, "可瑞康")
    assert html.count('class="suggest__name"') == 3
    assert "<mark>可瑞康</mark>婴儿奶粉" in html
    assert "¥</i>" in html
    assert "查看全部 5 件商品" in html


def test_letters_that_find_nothing_yet_show_goods_of_the_word_they_begin(client, shop):
    assert "可瑞康婴儿奶粉" in offered(client, "kerui").replace("<mark>", "").replace("</mark>", "")


def test_the_beginning_of_a_code_offers_the_goods_that_bear_it(client, shop):
    for n, product in enumerate(Product.objects.filter(brand__slug="karicare").order_by("pk")):
        product.variants.update(sku=f"SHOP-{n:04}", gtin=f"690123450000{n}")
    Product.objects.filter(variants__sku="SHOP-0001").update(live=False)
    for typed in ("SHOP-00", "shop-00", "ＳＨＯＰ－００", "SHOP-"):
        result = suggestions_for(typed).goods
        codes = [good.code.replace("<mark>", "").replace("</mark>", "") for good in result]
        assert codes == ["SHOP-0000", "SHOP-0002", "SHOP-0003", "SHOP-0004"], typed
    html = offered(client, "SHOP-00")
    assert "可瑞康婴儿奶粉1段<small>SKU <mark>SHOP-00</mark>00</small>" in html
    html = offered(client, "6901234")
    assert "<small>GTIN <mark>6901234</mark>500000</small>" in html


def test_a_code_stays_with_its_good_where_another_was_hidden_meanwhile(shop, monkeypatch):
    gone, kept = Product.objects.order_by("pk")[:2]
    codes = {
        gone.pk: CodeMatch("SKU", "SHOP-0001", "SHOP-0001"),
        kept.pk: CodeMatch("SKU", "SHOP-0002", "SHOP-0002"),
    }
    kept.variants.update(sku="SHOP-0002")
    monkeypatch.setattr("search.pages.suggestions.goods_by_code_prefix", lambda typed: codes)
    Product.objects.filter(pk=gone.pk).update(live=False)
    (good,) = suggestions_for("SHOP-00").goods
    url = f"{kept.get_absolute_url()}?v=SHOP-0002"
    assert (good.card.url, good.code) == (url, "<mark>SHOP-00</mark>02")


def test_a_code_opens_the_size_that_has_it(shop, client):
    """The large tin costs more than the one that a card shows else."""
    large = Variant.objects.get(sku="TIN-0900")
    url = f"{large.product.get_absolute_url()}?v=TIN-0900"
    for typed in ("TIN-09", "TIN-0900", "6901234567892"):
        (good,) = suggestions_for(typed).goods
        assert (good.card.url, good.card.price) == (url, large.price), typed
    for typed in ("TIN-0900", "6901234567892"):
        (card,) = client.get("/goods/", {"q": typed}).context["listing"].cards
        assert (card.url, card.price) == (url, large.price), typed


@pytest.mark.parametrize("typed", ["SHO", "SH-", "SHOP-09", "sh%p-00", "可瑞康", "shop"])
def test_what_begins_no_code_offers_none(shop, typed):
    Product.objects.first().variants.update(sku="SHOP-0001")
    assert [good.code for good in suggestions_for(typed).goods if good.code] == []


def test_however_many_codes_begin_alike_few_are_read(shop, django_assert_max_num_queries):
    for n in range(60):
        factories.make_variant(Product.objects.first(), sku=f"SHOP-{n:04}")
    last = factories.make_variant_for_sale(factories.make_product(), sku="SHOP-0999")
    hidden = factories.make_product(live=False)
    for n in range(60, 120):
        factories.make_variant(hidden, sku=f"SHOP-{n:04}")
    with django_assert_max_num_queries(9):
        assert len(suggestions_for("SHOP-0").goods) == 1
    assert suggestions_for("SHOP-01").goods == []
    assert [good.card.url for good in suggestions_for("SHOP-099").goods] == [
        last.get_absolute_url()
    ]


def test_goods_of_an_import_are_suggested_as_soon_as_its_changes_are_indexed(client, shop):
    """Not after the nightly rebuild, which counts all words anew, nor a minute later."""
    row = {"name_zh": "深海鳕鱼肝油", "name_en": "Codliver capsules", "brand": "北海/Nordhav"}
    data = csv_file(honey(**row, category="鱼肝油制品", gtin="", stock=""))
    assert "codliver" not in offered(client, "codl")
    seller = factories.make_exhibitor()
    report = import_goods(data, exhibitor=seller, file_name="list.csv", approve=True)
    assert report.created == 1
    actions.drain_all()
    shop.size()
    for typed, shown in [
        ("codl", "codliver"), ("nordh", "Nordhav"), ("yuganyou", "鱼肝油制品"),
        ("鱼肝油", "鱼肝油制品"), ("beihai", "北海"),
    ]:  # fmt: skip
        assert f'data-words="{shown}"' in offered(client, typed), typed
    slug = Brand.objects.get(name_en="Nordhav").slug
    assert f'href="/goods/?brand={slug}" data-words="北海"' in offered(client, "北海")


def test_a_misspelt_word_is_offered_as_it_is_written_here(client, shop):
    html = offered(client, "karicrae")
    assert "更正的写法" in html
    assert 'data-words="karicare"' in html


def test_english_pages_offer_english_addresses(client, shop):
    html = offered(client, "kari", "/en")
    assert 'href="/en/goods/?brand=karicare"' in html
    assert "Karicare formula stage" in html.replace("<mark>", "").replace("</mark>", "")


def test_english_pages_say_in_english_what_was_found_by_its_sound(client, shop):
    for typed, why in (("krk", "initials of 可瑞康"), ("keruik", "pinyin of 可瑞康")):
        html = offered(client, typed, "/en")
        assert '<a href="/en/goods/?brand=karicare" data-words="Karicare">' in html
        assert f"<span>Karicare<small>Brand {why}</small></span>" in html
    html = offered(client, "naif", "/en")
    assert '<a href="/en/goods/?category=milk" data-words="Milk powder">' in html
    html = offered(client, "keruikangn", "/en")
    assert f'<a href="/en/goods/?{urlencode({"q": "Karicare Milk powder"})}"' in html
    assert "pinyin of 可瑞康奶粉" in html


def test_a_name_found_in_both_languages_is_offered_once(client, shop):
    offered_texts = [term.text for term in english(suggestions_for, "k").terms]
    assert offered_texts.count("Karicare") == 1
    assert "可瑞康" not in offered_texts


def test_who_types_chinese_on_an_english_page_is_answered_in_chinese(client, shop):
    assert 'data-words="可瑞康"' in offered(client, "可瑞", "/en")


def test_what_has_no_english_name_is_offered_by_its_chinese_one(client, shop):
    facet_labels.forget()
    Brand.objects.update(name_en="")
    assert 'data-words="可瑞康"' in offered(client, "krk", "/en")


def test_booths_and_exhibitors_stand_beside_goods(client, shop):
    expo.make_booth(expo.make_exhibitor(slug="yunling", name_zh="云岭蜂业"))
    actions.drain_all()
    shop.size()
    for typed in ("云岭蜂业", "ylfy", "A-01"):
        html = offered(client, typed)
        assert 'aria-label="展位与展商"' in html
        assert '<span class="num">A-01</span>' in html
        assert "/search/?q=" in html
    assert 'aria-label="展位与展商"' not in offered(client, "可瑞康")


def test_sessions_news_and_pages_are_offered_with_their_day(client, shop):
    tomorrow = timezone.now() + timedelta(days=1)
    later = {"starts_at": tomorrow, "ends_at": tomorrow + timedelta(hours=1)}
    over = {"starts_at": tomorrow - timedelta(days=3), "ends_at": tomorrow - timedelta(days=2)}
    past = expo.make_session("海运关税讲座", **over)
    coming = [expo.make_session(f"关税讲座{n}", **later) for n in range(2)]
    expo.make_news("关税下调", "Lower duties")
    actions.drain_all()
    shop.size()
    result = {part.tab: part for part in suggestions_for("关税").groups}
    assert [(tab, part.label) for tab, part in result.items()] == [
        ("programme", "日程"), ("pages", "公告与页面"),
    ]  # fmt: skip
    urls = {place.url for place in result["programme"].places}
    # the past one stands behind
    assert urls == {f"/2026/programme/{session.pk}/" for session in coming}
    (session,) = next(part.places for part in suggestions_for("海运关税").groups)
    assert (session.url, session.note) == (f"/2026/programme/{past.pk}/", "已结束")
    (news,) = result["pages"].places
    assert (news.name, news.note) == ("<mark>关税</mark>下调", "2026-11-20")
    assert "<mark>关税</mark>下调" in offered(client, "关税")


def test_nothing_that_was_typed_comes_back_as_markup(client, shop):
    for typed in ("<b>可", '"><img src=x>', "可\u202e瑞"):
        assert "<img src=x" not in offered(client, typed)
    assert offered(client, "").strip() == ""


def test_the_number_of_queries_is_fixed(client, shop, django_assert_max_num_queries):
    offered(client, "可瑞康")
    with django_assert_max_num_queries(9):
        offered(client, "可瑞康")
