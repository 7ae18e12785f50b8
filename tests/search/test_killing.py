"""Writers killed at any moment lose no document, leave none twice, and no ghost behind."""

import os
import random
import signal
import time

import pytest
from django.db import connection, connections, transaction

from catalog.models import Product
from search import actions
from search.engines.chooser import configured
from search.finding import search_goods
from search.query import GoodsQuery
from tests import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
KILLS = 20


def write_until_killed(pks):
    chance = random.Random(os.getpid())
    while True:
        good = Product.objects.get(pk=chance.choice(pks))
        good.name_zh = f"蜂蜜 v{chance.randrange(10**9)}"
        good.live = chance.random() > 0.2
        with transaction.atomic():  # as every deed does: the good and its outbox row, or neither
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
    """PostgreSQL still carries out what a killed writer had asked of it; a commit that lands
    after the last drain would be the sweep's to find, not a lost one."""
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


def test_three_writers_killed_twenty_times(settings):
    settings.SEARCH_ENGINE = "search.engines.embedded.EmbeddedEngine"
    settings.SEARCH_NUDGE = False
    engine = configured()
    pks = [factories.make_product(name_zh=f"蜂蜜 v{n}").pk for n in range(30)]
    actions.rebuild(engine)
    chance = random.Random(1)
    writers = [fork_writer(pks) for _ in range(3)]
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.05, 0.4))
        victim = writers.pop(0)
        os.kill(victim, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(victim, 0)[1])
        assert search_goods(GoodsQuery("蜂蜜")).engine == "embedded"
        writers.append(fork_writer(pks))
    for writer in writers:
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
    wait_for_their_last_commits()
    actions.drain_all()
    shown = {good.pk: good.name_zh.split()[1] for good in Product.objects.on_display()}
    assert engine.size() == len(shown)
    assert {hit.pk for hit in search_goods(GoodsQuery(size=100)).hits} == set(shown)
    for pk, version in shown.items():
        assert [hit.pk for hit in search_goods(GoodsQuery(version)).hits] == [pk]
