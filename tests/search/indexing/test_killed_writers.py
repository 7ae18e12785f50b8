"""Writers killed at any moment lose no document, leave none twice, and no ghost behind."""

import json
import os
import random
import signal
import time

import pytest
from django.db import connection, connections, transaction

from catalog.models import Product
from search import actions
from search.query.goods_query import GoodsQuery
from search.retrieval.goods import search_goods
from search.vocabulary import lexicon
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = 20


def write_until_killed(pks):
    chance = random.Random(os.getpid())
    while True:
        good = Product.objects.get(pk=chance.choice(pks))
        good.name_zh = f"蜂蜜 v{chance.randrange(10**9)}"
        good.live = chance.random() > 0.2
        with transaction.atomic():  # as every action does: the good and its outbox row, or neither
            good.save()
        actions.drain_all()


def fork_writer(pks):
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            write_until_killed(pks)
        finally:
            os._exit(1)
    return child


def wait_for_their_last_commits():
    """PostgreSQL still executes what a killed writer had sent; a commit that lands
    after the last drain would be the periodic task's to find, not a lost one."""
    if connection.vendor != "postgresql":
        return
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.1)
    raise AssertionError("sessions of killed writers are still open")


def search_until(stop, results_path, goods):
    """Another process that searches all the while and notes what should not be."""
    errors, count = [], 0
    while not stop.exists():
        result = search_goods(GoodsQuery("蜂蜜", size=100))
        count += 1
        pks = [hit.pk for hit in result.hits]
        if result.degraded or len(set(pks)) < len(pks) or result.total > goods:
            errors.append(f"{result.engine} {result.total} {pks}")
    results_path.write_text(json.dumps({"searches": count, "errors": errors}))


def fork_reader(stop, results_path, goods):
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            search_until(stop, results_path, goods)
            os._exit(0)
        finally:
            os._exit(1)
    return child


@pytest.mark.slow("kills and starts twenty processes")
def test_three_writers_killed_twenty_times(site_engine, settings, tmp_path):
    settings.SEARCH_NUDGE = False
    # no number but the version: `v28` would also be found by the v of one name and a 28 beside it
    pks = [
        factories.make_product(name_zh=f"蜂蜜 v{10**9 + n}", name_en="Honey").pk for n in range(30)
    ]
    actions.rebuild(site_engine)
    lexicon.forget()
    stop, results_path = tmp_path / "stop", tmp_path / "answers.json"
    reader = fork_reader(stop, results_path, len(pks))
    chance = random.Random(1)
    writers = [fork_writer(pks) for _ in range(3)]
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.05, 0.4))
        victim = writers.pop(0)
        os.kill(victim, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(victim, 0)[1])
        writers.append(fork_writer(pks))
    for writer in writers:
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
    stop.touch()
    assert os.waitpid(reader, 0)[1] == 0
    summary = json.loads(results_path.read_text())
    assert summary["errors"] == []
    assert summary["searches"] > KILLS
    wait_for_their_last_commits()
    drain_everything(site_engine)
    shown = {good.pk: good.name_zh.split()[1] for good in Product.objects.on_display()}
    assert site_engine.size() == len(shown)
    assert {hit.pk for hit in search_goods(GoodsQuery(size=100)).hits} == set(shown)
    for pk, version in shown.items():
        assert [hit.pk for hit in search_goods(GoodsQuery(version)).hits] == [pk]


def drain_everything(engine):
    """A killed writer's last request may still be on its way in the server: what it wrote with a
    newer version conflicts with this drain, whose rows wait for the next one."""
    for _ in range(5):
        actions.drain_all()
        if not actions.pending(engine).exists():
            return
        time.sleep(0.1)
    raise AssertionError(f"changes still wait: {list(actions.pending(engine).values())}")
