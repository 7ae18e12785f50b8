"""Whatever happens to the engine, a visitor gets a page."""

import shutil
import socket
import threading
import time

import pytest

from search import actions
from search.engines.registry import Breaker, configured, engines
from search.engines.time_budget import PAGE_SECONDS
from search.monitoring.engine_status import search as readiness
from search.query.goods_query import GoodsQuery
from search.retrieval.goods import search_goods
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def goods(settings):
    settings.SEARCH_ENGINE = "search.engines.elastic.ElasticEngine"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"  # nobody listens there
    settings.SEARCH_FALLBACKS = []
    product = factories.make_product(name_zh="麦卢卡蜂蜜")
    factories.make_variant_for_sale(product, sku="SHOP-0001")
    yield product
    for _, breaker in engines():
        breaker.close()


def test_without_any_engine_the_database_answers(goods, client):
    for text in ("蜂蜜", "shop-0001", "图伊湾蜂蜜", ""):
        result = search_goods(GoodsQuery(text))
        assert (result.engine, result.degraded) == ("database", True)
        assert [hit.pk for hit in result.hits] == [goods.pk]
    assert search_goods(GoodsQuery("拖拉机")).match == "none"
    html = client.get("/goods/", {"q": "蜂蜜"}).content.decode()
    assert "搜索功能暂时受限" in html
    assert "麦卢卡<mark>蜂蜜</mark>" in html


@pytest.fixture
def fake_server(settings):
    """A server in Elasticsearch's place, which answers as configured, or not at all."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        responses = []
        stop = threading.Event()

        def serve():
            open_connections = []
            while not stop.is_set():
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                open_connections.append(connection)
                if responses:
                    connection.recv(65536)
                    connection.sendall(responses[0])
                    connection.close()

        threading.Thread(target=serve, daemon=True).start()
        settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{server.getsockname()[1]}"
        yield responses
        stop.set()
        server.shutdown(socket.SHUT_RDWR)


def test_a_hanging_server_costs_one_visitor_a_moment_and_the_next_ones_nothing(goods, fake_server):
    started = time.monotonic()
    assert search_goods(GoodsQuery("蜂蜜")).engine == "database"
    assert PAGE_SECONDS - 0.1 < time.monotonic() - started < 1.5
    started = time.monotonic()
    assert search_goods(GoodsQuery("蜂蜜")).engine == "database"
    assert time.monotonic() - started < 0.5


@pytest.mark.parametrize(
    "response",
    [
        b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n{x}",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",
        b"no HTTP at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Elastic-Product: Elasticsearch\r\n"
        b"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
    ],
)
def test_whatever_the_server_answers_the_visitor_gets_a_page(goods, fake_server, client, response):
    fake_server.append(response)
    html = client.get("/goods/", {"q": "蜂蜜"}).content.decode()
    assert "麦卢卡<mark>蜂蜜</mark>" in html
    assert actions.drain_all() == 0


def test_a_warm_embedded_index_gives_the_whole_page(goods, settings):
    settings.SEARCH_FALLBACKS = ["search.engines.embedded.EmbeddedEngine"]
    actions.rebuild(engines()[1][0])
    result = search_goods(GoodsQuery("mlk"))
    assert (result.engine, result.degraded, result.total) == ("embedded", True, 1)
    assert result.facets


def test_changes_wait_for_an_engine_that_is_down(goods):
    assert actions.drain_all() == 0
    assert actions.pending(configured()).exists()


def test_the_readiness_check_tells(goods):
    with pytest.raises(Exception, match=r"refused|Connection"):
        readiness()


def test_a_damaged_index_answers_from_the_database(settings):
    settings.SEARCH_ENGINE = "search.engines.embedded.EmbeddedEngine"
    factories.make_product(name_zh="麦卢卡蜂蜜")
    engine = configured()
    actions.rebuild(engine)
    assert readiness() is None
    meta = settings.SEARCH_DIR / engine.current() / "meta.json"
    meta.write_text(meta.read_text()[:50])
    result = search_goods(GoodsQuery("蜂蜜"))
    assert (result.engine, result.total) == ("database", 1)
    actions.rebuild(engine)
    engines()[0][1].close()
    assert search_goods(GoodsQuery("蜂蜜")).engine == "embedded"
    shutil.rmtree(settings.SEARCH_DIR)
    assert search_goods(GoodsQuery("蜂蜜")).engine == "database"
    engines()[0][1].close()


def test_an_open_breaker_lets_one_through_when_its_rest_is_over():
    breaker = Breaker(rest=0.05)
    assert breaker.allows()
    breaker.trip()
    assert not breaker.allows()
    time.sleep(0.06)
    assert breaker.allows()
    assert not breaker.allows()
    breaker.close()
    assert breaker.allows()
