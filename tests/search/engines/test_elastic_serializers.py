import json

import pytest

from search.engines.elastic import FAST
from search.query.goods_query import GoodsQuery
from tests.search.shop import sources


def test_a_document_reads_the_same_with_either_serializer(documents):
    document = documents.document(sources()[0])
    assert json.loads(FAST["application/json"].dumps(document)) == document


def test_a_bulk_is_one_line_for_each_operation():
    sent = FAST["application/x-ndjson"].dumps(
        [{"delete": {"_id": "goods-1"}}, {"name": "蜂蜜\n🥛"}]
    )
    assert sent == '{"delete":{"_id":"goods-1"}}\n{"name":"蜂蜜\\n🥛"}\n'.encode()


@pytest.mark.elasticsearch
def test_both_serializers_get_the_same_answer(new_engine, documents, planner):
    from elasticsearch import Elasticsearch

    from tests.search.shop import filled

    engine = filled(new_engine("elasticsearch"), documents)
    plan, query = planner.plan("奶粉"), GoodsQuery()
    plain = engine.page(plan, query, Elasticsearch(engine.url)).execute()
    assert engine.find(plan, query) == engine._read(plain, scored=True)
