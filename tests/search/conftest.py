import os
import uuid

import pytest

from search.engines import time_budget
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.registry import configured
from search.retrieval import facet_labels
from search.vocabulary import lexicon
from tests.search import shop
from tests.search.module_index import ModuleIndex

ENGINES = ["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
ENGINE_PATHS = {
    "embedded": "search.engines.embedded.EmbeddedEngine",
    "elasticsearch": "search.engines.elastic.ElasticEngine",
}


@pytest.fixture(scope="session")
def documents():
    return shop.builder()


@pytest.fixture(scope="session")
def planner(documents):
    return shop.planner(documents)


@pytest.fixture(scope="session")
def vocabulary():
    return shop.vocabulary()


@pytest.fixture(scope="session")
def new_engine(tmp_path_factory):
    """An empty engine of the requested kind, in a place of its own that is removed afterwards."""
    elastic = []

    def new(kind):
        if kind == "embedded":
            return EmbeddedEngine(tmp_path_factory.mktemp("search"))
        prefix = f"expo-test-{uuid.uuid4().hex[:12]}"
        elastic.append(ElasticEngine(os.environ["TEST_ELASTICSEARCH_URL"], prefix))
        return elastic[-1]

    yield new
    for engine in elastic:
        engine._delete_all_but(None)


@pytest.fixture(scope="session")
def filled_engines():
    return {}


@pytest.fixture(params=ENGINES)
def empty_engine(request, new_engine):
    return new_engine(request.param)


@pytest.fixture(params=ENGINES)
def engine(request, new_engine, filled_engines, documents):
    """The shop in an engine; tests that use it only read."""
    kind = request.param
    if kind not in filled_engines:
        filled_engines[kind] = shop.filled(new_engine(kind), documents)
    return filled_engines[kind]


@pytest.fixture(scope="module")
def module_index(tmp_path_factory):
    return ModuleIndex(tmp_path_factory.mktemp("search"))


@pytest.fixture(params=ENGINES)
def site_engine(request, settings, monkeypatch):
    """The engine that the site is configured with, empty, in a place of this test's own."""
    # on a busy machine the page's 0.75 s run out, and the database answers with fewer results
    monkeypatch.setattr(time_budget, "PAGE_SECONDS", 10.0)
    lexicon.forget()
    facet_labels.forget()
    settings.SEARCH_FALLBACKS = []
    settings.SEARCH_ENGINE = ENGINE_PATHS[request.param]
    if request.param == "embedded":
        settings.ELASTICSEARCH_URL = ""
        yield configured()
    else:
        settings.ELASTICSEARCH_URL = os.environ["TEST_ELASTICSEARCH_URL"]
        settings.SEARCH_INDEX_PREFIX = f"expo-test-{uuid.uuid4().hex[:12]}"
        yield configured()
        configured()._delete_all_but(None)
    lexicon.forget()
    facet_labels.forget()
