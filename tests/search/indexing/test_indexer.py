"""From a change in the catalogue to the index, on both engines."""

import fcntl
from decimal import Decimal

import pytest
from django.db import transaction

from catalog.models import Product, StockRecord
from search import actions
from search.engines.base import EngineError
from search.engines.registry import configured, engines
from search.models import SearchChange, SearchCursor, SearchTerm, Synonym
from search.query.goods_query import GoodsQuery
from search.retrieval.goods import search_goods, suggest
from search.vocabulary import lexicon
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(site_engine):
    """The configured engine with an index of an empty shop."""
    actions.rebuild(site_engine)
    return site_engine


def names(text, **options):
    result = search_goods(GoodsQuery(text, **options))
    goods = Product.objects.in_bulk([hit.pk for hit in result.hits])
    return [goods[hit.pk].name_zh for hit in result.hits]


def settle(engine):
    actions.drain_all()
    engine.size()  # makes Elasticsearch show what it has


def make_good(name="麦卢卡蜂蜜", **options):
    product = factories.make_product(name_zh=name, name_en="")
    factories.make_variant_for_sale(product, **options)
    return product


def test_a_new_good_is_found_after_the_drain(index):
    make_good("白三叶蜂蜜")
    settle(index)
    assert names("三叶蜂蜜") == ["白三叶蜂蜜"]
    assert not SearchChange.objects.exists()


def test_a_changed_name_replaces_the_old_one(index):
    good = make_good("白三叶蜂蜜")
    settle(index)
    good.name_zh = "红三叶蜂蜜"
    good.save()
    settle(index)
    assert names("白三叶") == []
    assert names("红三叶") == ["红三叶蜂蜜"]


def test_a_good_taken_off_display_goes(index):
    good = make_good()
    settle(index)
    good.live = False
    good.save()
    settle(index)
    assert index.size() == 0


def test_a_deleted_good_goes(index):
    good = make_good()
    settle(index)
    Product.objects.filter(pk=good.pk).update(live=False)
    actions.touch([good.pk])
    settle(index)
    assert names("蜂蜜") == []


def test_a_change_rolled_back_leaves_nothing_to_do(index):
    with transaction.atomic():
        make_good()
        transaction.set_rollback(True)
    assert not SearchChange.objects.exists()


def test_a_renamed_brand_is_renamed_in_its_goods(index):
    good = make_good()
    settle(index)
    good.brand.name_zh = "云岭湾"
    good.brand.save()
    settle(index)
    assert names("云岭湾蜂蜜") == [good.name_zh]


def test_the_price_facet_counts_with_tax(index):
    make_good(price="95.00")  # 103.65 with tax
    settle(index)
    facets = {f.name: f for f in search_goods(GoodsQuery()).facets}
    assert [(v.value, v.count) for v in facets["price"].values] == [("100-200", 1)]
    assert search_goods(GoodsQuery(price=(10_300, 10_400))).total == 1


def test_what_is_not_for_sale_is_shown_but_not_in_stock(index):
    product = factories.make_product(name_zh="陈列蜂蜜")
    variant = factories.make_variant(product)
    factories.make_filing(variant, approved=False)
    factories.make_stock(variant)
    settle(index)
    assert names("陈列蜂蜜") == ["陈列蜂蜜"]
    assert names("陈列蜂蜜", filters={"stock": frozenset({"true"})}) == []


def test_sold_out_leaves_the_stock_facet(index):
    from catalog.actions.stock import reserve

    make_good(stock=2)
    settle(index)
    in_stock = {"stock": frozenset({"true"})}
    assert names("蜂蜜", filters=in_stock)
    reserve({StockRecord.objects.get().pk: 2}, reference="order")
    settle(index)
    assert names("蜂蜜", filters=in_stock) == []


def test_a_new_brand_is_suggested_without_a_rebuild(index):
    brand = factories.make_brand("yun-ling", "云岭湾", "Yunling Bay")
    factories.make_product(brand=brand)
    settle(index)
    assert {s.text for s in suggest("yunl")} == {"云岭湾", "Yunling Bay"}


def test_a_synonym_works_at_once(index):
    make_good("麦卢卡蜂蜜")
    settle(index)
    assert names("蜜糖") == []
    Synonym.objects.create(words="蜜糖, bee sugar", means="蜂蜜")
    assert names("蜜糖") == ["麦卢卡蜂蜜"]
    assert names("bee sugar") == ["麦卢卡蜂蜜"]


def test_a_rebuild_finds_what_no_signal_reported(index):
    make_good("麦卢卡蜂蜜")
    Product.objects.update(name_zh="百里香蜂蜜")
    SearchChange.objects.all().delete()
    assert actions.rebuild(index) == 1
    assert names("百里香") == ["百里香蜂蜜"]


def test_a_rebuild_counts_the_words_of_the_catalogue(index):
    for name in ("麦卢卡蜂蜜", "三叶草蜂蜜"):
        make_good(name)
    actions.rebuild(index)
    terms = dict(SearchTerm.objects.values_list("text", "goods"))
    assert terms["蜂蜜"] == 2
    assert terms["图伊湾"] == 2
    assert terms["图伊湾蜂蜜"] == 2
    assert terms["三叶草"] == 1  # kept in a small catalogue


def test_changes_wait_while_there_is_no_index(site_engine):
    make_good()
    assert actions.drain_all() == 0
    assert SearchChange.objects.exists()
    actions.rebuild(site_engine)
    assert not SearchChange.objects.exists()


def test_an_index_ahead_of_the_database_asks_for_a_rebuild(index):
    if index.name == "embedded":
        pytest.skip("the embedded engine keeps the order by its lock")
    good = make_good()
    index.write([(f"goods-{good.pk}", None)], 10**15)
    with pytest.raises(EngineError):
        actions.drain(index)


def test_a_quicker_process_is_not_taken_for_an_index_ahead(index, monkeypatch):
    make_good("白三叶蜂蜜")
    write, attempts = type(index).write, []

    def outrun(engine, changes, version, generation=None):
        if len(attempts) < 4:
            SearchCursor.next_version(engine.name)  # another has taken one and written first
            attempts.append(version)
            return {key for key, _ in changes}
        return write(engine, changes, version, generation)

    monkeypatch.setattr(type(index), "write", outrun)
    settle(index)
    assert not SearchChange.objects.exists()
    assert names("三叶蜂蜜") == ["白三叶蜂蜜"]


def test_the_same_change_twice_is_one_document(index):
    good = make_good()
    actions.touch([good.pk])
    actions.touch([good.pk])
    settle(index)
    assert index.size() == 1
    assert search_goods(GoodsQuery()).total == 1


def test_words_are_read_again_when_they_changed(index):
    before = lexicon.current_lexicon()
    lexicon.changed()
    assert lexicon.current_lexicon().version != before.version


def test_prices_are_kept_in_fen(index):
    make_good(price="19.99")
    settle(index)
    price = Decimal("21.81")  # 19.99 and 9.1 % of it
    assert search_goods(GoodsQuery(price=(int(price * 100), int(price * 100)))).total == 1
    assert configured() is engines()[0][0]


def test_a_process_turned_away_leaves_the_work_to_the_holder(settings, db):
    engine = configured()
    actions.rebuild(engine)
    good = make_good()
    with open(settings.SEARCH_DIR / "writer.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert actions.drain(engine) == 0
        assert SearchChange.objects.filter(key=str(good.pk)).exists()
    assert actions.drain(engine) >= 1


def test_a_first_start_says_nothing_of_the_index_that_is_still_to_be_built(site_engine, caplog):
    """The demo is filled before its index is built: forty commits, forty times nothing to say."""
    for _ in range(3):
        make_good()
        actions.drain_all()
    assert caplog.messages == []
    assert SearchChange.objects.exists()
    actions.rebuild(site_engine)
    assert names("蜂蜜") == ["麦卢卡蜂蜜"] * 3


def test_an_engine_that_is_away_is_named_once_and_again_after_it_was_back(
    index, monkeypatch, caplog
):
    def away():
        raise EngineError("nobody answers")

    make_good()
    for _ in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(index, "ping", away)
            actions.drain_all()
            actions.drain_all()
        actions.drain_all()
    warning = f"{index.name}: changes are left waiting: nobody answers"
    assert caplog.messages == [warning, warning]
