"""A rebuild is killed, taken over, doubled, rejected: the index in use never suffers."""

import os
import signal
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from catalog.models import Product
from search import actions
from search.engines.base import EngineError, IndexDamagedError
from search.engines.generations import is_due
from search.indexing import rebuild, rebuild_claims, rebuild_schedule
from search.models import CopiedBatch, Rebuild, SearchCursor, SearchTerm
from search.query.goods_query import GoodsQuery
from search.retrieval.goods import search_goods
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(rebuild, "BATCH", 2)


@pytest.fixture
def shop(site_engine):
    goods = [factories.make_product(name_zh=f"百花蜂蜜{n}") for n in range(7)]
    actions.rebuild(site_engine)
    site_engine.goods = goods
    return site_engine


class Interrupted(BaseException):
    pass


def stop_after(batches):
    progress_calls = []

    def progress(done, total):
        progress_calls.append(done)
        if len(progress_calls) > batches:
            raise Interrupted

    return progress


def interrupted(engine, batches):
    with pytest.raises(Interrupted):
        actions.rebuild(engine, stop_after(batches))
    return Rebuild.objects.open().get()


def generations(engine):
    if engine.name == "embedded":
        return {path.name for path in engine.folder.iterdir() if path.is_dir()}
    return set(engine.bulk_client.indices.get(index=f"{engine.prefix}-*").body)


def test_an_interrupted_rebuild_goes_on_where_it_was(shop):
    term_counts = dict(SearchTerm.objects.values_list("text", "goods"))
    before = shop.current()
    job = interrupted(shop, 2)
    assert (job.done, job.total, job.holder) == (4, 7, "")
    assert str(job) == f"{job.engine} {job.generation}"
    assert shop.current() == before
    progress_calls = []
    assert actions.rebuild(shop, lambda done, total: progress_calls.append((done, total))) == 7
    assert progress_calls == [(4, 7), (6, 7), (7, 7)]
    job.refresh_from_db()
    assert (job.state, job.resumed, job.size) == (Rebuild.State.PUBLISHED, 1, 7)
    assert shop.current() == job.generation != before
    assert dict(SearchTerm.objects.values_list("text", "goods")) == term_counts
    assert not CopiedBatch.objects.exists()


def test_changes_between_two_tries_are_in_the_index(shop):
    interrupted(shop, 3)
    first, last = shop.goods[0], shop.goods[-1]
    Product.objects.filter(pk=first.pk).update(live=False)
    last.name_zh = "三叶蜂蜜"
    last.save()
    actions.touch([first.pk])
    actions.drain_all()
    assert actions.rebuild(shop) == 6
    shop.size()
    assert search_goods(GoodsQuery("三叶")).total == 1
    assert search_goods(GoodsQuery("蜂蜜", size=24)).total == 6


def test_a_rebuild_for_documents_of_another_shape_begins_anew(shop, monkeypatch):
    job = interrupted(shop, 2)
    monkeypatch.setattr(rebuild, "is_due", lambda generation: generation == job.generation)
    progress_calls = []
    assert actions.rebuild(shop, lambda done, total: progress_calls.append(done)) == 7
    assert progress_calls[0] == 0
    assert shop.current() != job.generation
    assert job.generation not in generations(shop)


def test_killed_just_after_publishing_it_only_closes_its_row(shop, monkeypatch):
    monkeypatch.setattr(rebuild, "_finish", lambda *args: (_ for _ in ()).throw(Interrupted()))
    with pytest.raises(Interrupted):
        actions.rebuild(shop)
    monkeypatch.undo()
    job = Rebuild.objects.open().get()
    assert shop.current() == job.generation
    SearchTerm.objects.all().delete()
    assert actions.rebuild(shop, lambda *args: pytest.fail("nothing is copied")) == 7
    assert SearchTerm.objects.filter(text="蜂蜜", goods=7).exists()


def test_one_rebuild_at_a_time(shop):
    job = rebuild_claims.open_rebuild(shop.name)
    now = timezone.now()
    Rebuild.objects.filter(pk=job.pk).update(holder="elsewhere:1:a", state="running", moved_at=now)
    with pytest.raises(actions.RebuildInProgressError):
        actions.rebuild(shop)
    Rebuild.objects.filter(pk=job.pk).update(moved_at=now - timedelta(minutes=3))  # silent: dead
    assert actions.rebuild(shop) == 7


def test_who_was_taken_over_stops_and_publishes_nothing(shop):
    before = shop.current()

    def give_to_another_worker(done, total):
        Rebuild.objects.open().update(holder="elsewhere:1:a")

    with pytest.raises(actions.RebuildInProgressError):
        actions.rebuild(shop, give_to_another_worker)
    assert shop.current() == before
    assert Rebuild.objects.open().get().holder == "elsewhere:1:a"


@pytest.mark.parametrize("step", ["_may_go_on", "_check_size"])
def test_who_was_taken_over_leaves_the_work_of_the_next_alone(shop, monkeypatch, step):
    """Asleep for minutes, then about to begin again, or the engine is out."""
    job = interrupted(shop, 2)

    def asleep(*args):
        Rebuild.objects.open().update(holder="elsewhere:1:a")
        if step == "_check_size":
            raise EngineError("out")
        return False

    monkeypatch.setattr(rebuild, step, asleep)
    with pytest.raises(actions.RebuildInProgressError):
        actions.rebuild(shop)
    assert shop.building() == job.generation
    assert job.done >= 4
    assert Rebuild.objects.open().get() == job


def test_a_double_click_is_one_rebuild(shop, django_capture_on_commit_callbacks):
    first = actions.request_rebuild(shop.name)
    assert actions.request_rebuild(shop.name) == first
    before = shop.current()
    with django_capture_on_commit_callbacks(execute=True):
        actions.request_rebuild(shop.name)
    first.refresh_from_db()
    assert first.state == Rebuild.State.PUBLISHED
    assert shop.current() == first.generation != before


def test_what_lacks_what_the_database_has_is_rejected(shop, monkeypatch):
    before = shop.current()
    monkeypatch.setattr(type(shop), "size", lambda self, generation=None: 6)
    with pytest.raises(EngineError, match="6 documents instead of 7"):
        actions.rebuild(shop)
    monkeypatch.undo()
    assert shop.current() == before
    assert shop.building() is None
    failed = Rebuild.objects.first()
    assert failed.state == Rebuild.State.FAILED
    assert "6 documents" in failed.error
    assert failed.generation not in generations(shop)


def test_old_generations_are_swept_but_not_at_once(shop):
    before = shop.current()
    actions.rebuild(shop)
    rebuild_schedule.rebuild_where_due(shop)
    assert before in generations(shop)  # a search may still be under way in it
    Rebuild.objects.update(finished_at=timezone.now() - timedelta(minutes=2))
    rebuild_schedule.rebuild_where_due(shop)
    assert generations(shop) == {shop.current()}


def test_an_index_nobody_kept_up_to_date_is_due(shop):
    assert not rebuild_schedule.is_needed(shop)
    SearchCursor.objects.filter(engine=shop.name).update(
        moved_at=timezone.now() - timedelta(hours=1)
    )
    rebuild_schedule.forget_absent_engines()
    assert not rebuild_schedule.is_needed(shop)  # it is configured
    SearchCursor.objects.filter(engine=shop.name).delete()  # as it would be, had it not been
    assert rebuild_schedule.is_needed(shop)


def test_an_index_of_another_shape_is_left_alone_by_changes(shop, monkeypatch):
    """Documents of today's shape don't fit in; they wait for the rebuild, which must not fail."""
    module = type(shop).__module__
    old = shop.current()
    monkeypatch.setattr(f"{module}.is_due", lambda name: name == old or is_due(name))
    monkeypatch.setattr(rebuild, "is_due", lambda name: name == old or is_due(name))
    shop.goods[0].name_zh = "三叶蜂蜜"
    shop.goods[0].save()
    with pytest.raises(IndexDamagedError):
        actions.drain(shop)
    assert actions.rebuild(shop) == 7
    assert search_goods(GoodsQuery("三叶")).total == 1


def test_a_failed_one_is_not_tried_again_at_once(shop, monkeypatch):
    monkeypatch.setattr(rebuild_schedule, "is_needed", lambda engine: True)
    Rebuild.objects.create(engine=shop.name, state=Rebuild.State.FAILED, finished_at=timezone.now())
    assert not rebuild_schedule.rebuild_where_due(shop)
    Rebuild.objects.update(finished_at=timezone.now() - timedelta(minutes=6))
    assert rebuild_schedule.rebuild_where_due(shop)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow("kills and starts processes")
def test_killed_again_and_again_it_ends_with_the_whole_index(shop):
    for number in range(3):
        connections.close_all()
        child = os.fork()
        if child == 0:
            progress_calls = []

            def kill(done, total, progress_calls=progress_calls):
                progress_calls.append(done)
                if len(progress_calls) == 2:
                    os.kill(os.getpid(), signal.SIGKILL)

            actions.rebuild(shop, kill)
            os._exit(1)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
        assert search_goods(GoodsQuery("蜂蜜", size=24)).total == 7
        assert Rebuild.objects.open().get().done == 2 * (number + 1)
    assert actions.rebuild(shop) == 7
    assert Rebuild.objects.get(state=Rebuild.State.PUBLISHED, resumed__gt=0).resumed == 3
