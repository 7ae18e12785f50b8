"""Files of the embedded index are damaged, the disk is full, a permission is missing: a visitor
gets the database's answer, and what can be cured by building anew is built anew."""

import os
import resource
import shutil

import pytest

from search import actions
from search.engines.base import EngineError, IndexDamagedError
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded_errors import translated_errors
from search.engines.registry import configured, engines
from search.models import Rebuild, SearchChange
from search.query.goods_query import GoodsQuery
from search.query.plan import QueryPlan
from search.retrieval.goods import search_goods
from search.tasks import rebuild_where_due
from search.vocabulary import lexicon
from tests import factories
from tests.search import shop as small_shop

NOBODY_UID = 65534


@pytest.fixture
def shop(settings, db):
    settings.SEARCH_ENGINE = "search.engines.embedded.EmbeddedEngine"
    settings.SEARCH_FALLBACKS = []
    lexicon.forget()
    factories.make_product(name_zh="麦卢卡蜂蜜")
    actions.rebuild(configured())
    yield configured()
    engines()[0][1].close()
    lexicon.forget()


def folder(engine):
    return engine.folder / engine.current()


def segments(engine):
    return [path for path in folder(engine).iterdir() if path.suffix in (".idx", ".fast", ".term")]


def cut_meta(engine):
    meta = folder(engine) / "meta.json"
    meta.write_text(meta.read_text()[:50])


def lose_segments(engine):
    for path in segments(engine):
        path.unlink()


def spoil_segments(engine):
    """In a new file, as a failing disk would show it: the old one may be mapped into memory."""
    for path in segments(engine):
        size = path.stat().st_size
        path.unlink()
        path.write_bytes(b"\x5a" * size)


def spoil_columns(engine):
    """The end says where all stands, and the rest is not it: the library panics."""
    for path in segments(engine):
        if path.suffix == ".fast":
            content = path.read_bytes()
            path.unlink()
            path.write_bytes(bytes(len(content) // 3) + content[len(content) // 3 :])


def lose_generation(engine):
    shutil.rmtree(folder(engine))


def name_nothing(engine):
    (engine.folder / "CURRENT").write_text("")


def lose_everything(engine):
    shutil.rmtree(engine.folder)


@pytest.mark.parametrize(
    "damage",
    [
        cut_meta, lose_segments, spoil_segments, spoil_columns, lose_generation, name_nothing,
        lose_everything,
    ],
)  # fmt: skip
def test_a_damaged_index_answers_from_the_database_and_is_built_again(shop, damage):
    damage(shop)
    shop._open = None  # a process that starts now
    shop._results.clear()
    result = search_goods(GoodsQuery("蜂蜜"))
    assert (result.engine, result.total) == ("database", 1)
    rebuild_where_due()
    engines()[0][1].close()
    result = search_goods(GoodsQuery("蜂蜜"))
    assert (result.engine, result.total) == ("embedded", 1)


def in_a_child(operation):
    """The exit status of `operation` in a child process: 0 where it ends as it should."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = operation()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def fails(call):
    """An error of the engine that no rebuild would cure."""
    try:
        call()
    except IndexDamagedError:
        return False
    except EngineError:
        return True
    return False


def test_a_full_disk_loses_nothing(tmp_path, documents):
    engine = small_shop.filled(EmbeddedEngine(tmp_path), documents)
    before = engine.size()
    changes = [(f"goods-{n}", documents.document(small_shop.sources()[0])) for n in range(99, 3000)]

    def write():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
        return 0 if fails(lambda: engine.write(changes, 2)) else 1

    assert in_a_child(write) == 0
    assert engine.size() == EmbeddedEngine(tmp_path).size() == before
    engine.write(changes[:3], 3)
    assert engine.size() == before + 3


def test_what_a_killed_writer_has_left_stops_no_other(tmp_path, documents):
    """Killed after its file of deletions, before the commit; the next run has the same changes."""
    engine = small_shop.filled(EmbeddedEngine(tmp_path / "index"), documents)
    shutil.copytree(engine.folder, tmp_path / "copy")
    copy = EmbeddedEngine(tmp_path / "copy")
    copy.write([("goods-1", None)], 2)
    (deletions,) = folder(copy).glob("*.del")
    for name in (deletions.name, ".managed.json"):
        shutil.copy(folder(copy) / name, folder(engine) / name)
    engine.write([("goods-1", None)], 2)
    assert engine.size() == len(small_shop.sources()) - 1


def test_a_kept_error_does_not_keep_the_index_from_others(tmp_path, documents):
    engine = small_shop.filled(EmbeddedEngine(tmp_path), documents)
    with pytest.raises(EngineError) as exc_info:
        engine.write([("goods-99", {"pk": "no number"})], 2)
    engine.write([("goods-1", None)], 3)
    assert engine.size() == len(small_shop.sources()) - 1
    assert exc_info.value.__traceback__


def test_a_generation_that_missed_a_change_is_given_up(tmp_path, documents, monkeypatch):
    engine = small_shop.filled(EmbeddedEngine(tmp_path), documents)
    following = engine.new_generation()
    (tmp_path / following / "meta.json").write_text("{")
    engine.write([("goods-1", None)], 2)  # the one in use has it
    assert engine.building() is None
    assert not (tmp_path / following).exists()
    with pytest.raises(EngineError):
        engine.publish(following)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become nobody")
def test_without_permission_nothing_is_deleted(tmp_path, documents):
    engine = small_shop.filled(EmbeddedEngine(tmp_path), documents)
    tmp_path.chmod(0o700)

    def as_nobody():
        os.setuid(NOBODY_UID)
        other = EmbeddedEngine(tmp_path)
        reading = fails(lambda: other.find(QueryPlan(), GoodsQuery()))
        return 0 if reading and fails(lambda: other.write([("goods-1", None)], 2)) else 1

    assert in_a_child(as_nobody) == 0
    assert engine.size() == len(small_shop.sources())


@pytest.mark.parametrize("number", [13, 28, 30])
def test_a_system_error_is_no_damage(number):
    """tantivy has one kind of exception for all, with the number in its message."""
    with pytest.raises(EngineError) as exc_info, translated_errors():
        raise ValueError(f"An IO error occurred: 'x (os error {number})'")
    assert not isinstance(exc_info.value, IndexDamagedError)
    with pytest.raises(EngineError) as exc_info, translated_errors():
        raise OSError(number, os.strerror(number))
    assert not isinstance(exc_info.value, IndexDamagedError)


def test_a_rebuild_that_finds_the_disk_full_leaves_nothing_behind(shop, monkeypatch):
    before = shop.current()

    def full(*args, **kwargs):
        raise EngineError("No space left on device")

    monkeypatch.setattr(type(shop), "write", full)
    with pytest.raises(EngineError):
        actions.rebuild(shop)
    monkeypatch.undo()
    assert {path.name for path in shop.folder.iterdir() if path.is_dir()} == {before}
    assert Rebuild.objects.first().error == "No space left on device"
    assert search_goods(GoodsQuery("蜂蜜")).engine == "embedded"
    assert not SearchChange.objects.exists()
