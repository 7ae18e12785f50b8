"""With real commits and the real thread: a change is searchable at once."""

import threading
import time

import pytest
from django.db import transaction

from search import actions
from search.indexing import outbox, rebuild
from search.models import SearchChange
from search.query.goods_query import GoodsQuery
from search.retrieval.goods import search_goods
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def index(site_engine, settings):
    actions.rebuild(site_engine)
    settings.SEARCH_NUDGE = True
    yield site_engine
    wait_until(lambda: not outbox._running.locked(), 10)


def wait_until(true, seconds):
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.02)
    assert true()


def result(text):
    return search_goods(GoodsQuery(text)).total


def test_a_change_is_searchable_within_two_seconds_of_its_commit(index):
    with transaction.atomic():
        good = factories.make_product(name_zh="白三叶蜂蜜")
        factories.make_variant_for_sale(good)
        assert result("白三叶") == 0
    wait_until(lambda: result("白三叶") == 1, 2)
    good.name_zh = "红三叶蜂蜜"
    good.save()
    wait_until(lambda: result("红三叶") == 1 and result("白三叶") == 0, 2)
    good.live = False
    good.save()
    wait_until(lambda: result("红三叶") == 0, 2)


def test_changes_of_many_writers_all_arrive(index):
    def write(writer):
        for n in range(5):
            factories.make_product(name_zh=f"蜂蜜 w{writer}n{n}")
        from django.db import connections

        connections.close_all()

    factories.make_product(name_zh="首款蜂蜜")  # exhibitor, category and brand exist from here on
    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wait_until(lambda: result("蜂蜜") == 16, 8)
    assert not SearchChange.objects.exists()


def test_a_rebuild_under_writes_loses_nothing(index, monkeypatch):
    monkeypatch.setattr(rebuild, "BATCH", 3)
    goods = [factories.make_product(name_zh=f"蜂蜜{n}") for n in range(12)]
    stop = threading.Event()

    def change():
        from django.db import connections

        for n, good in enumerate(goods):
            good.name_zh = f"百花蜜{n}"
            good.save()
            if stop.wait(0.02):
                break
        connections.close_all()

    writer = threading.Thread(target=change)
    writer.start()
    for _ in range(3):
        actions.rebuild(index)
    stop.set()
    writer.join()
    actions.drain_all()
    renamed = sum(good.name_zh.startswith("百花蜜") for good in goods)
    wait_until(lambda: result("百花蜜") == renamed, 4)
    assert result("") == len(goods)
