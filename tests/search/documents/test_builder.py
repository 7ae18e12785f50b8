from dataclasses import replace

from search.documents.builder import NOTHING, sort_key
from search.documents.schema import INTEGER_FIELDS, KEYWORD_FIELDS, TEXT_FIELDS, price_band
from search.documents.source import DocumentSource
from tests.search.shop import sources


def test_a_document_has_every_field_both_engines_declare(documents):
    document = documents.document(sources()[0])
    declared = {"in_stock", "rank", *TEXT_FIELDS, *KEYWORD_FIELDS, *INTEGER_FIELDS}
    assert set(document) == declared


def test_a_good_becomes_tokens(documents):
    document = documents.document(sources()[0])
    assert document["code"].split() == [
        "shop0001", "gtin:06900000000001",
        "hs:1901", "hs:190110", "hs:19011010", "hs:1901101000",
    ]  # fmt: skip
    assert {"可瑞康", "婴儿", "奶粉", "1段", "karicare", "900g"} <= set(document["name"].split())
    assert {"可瑞", "瑞康", "奶粉"} <= set(document["gram"].split())
    assert {"卡瑞", "可瑞"} <= set(document["bgram"].split())
    assert {"kerui", "ruikang", "i:krk", "i:nf"} <= set(document["py"].split())
    assert {"母婴", "milk", "新西兰", "zealand"} <= set(document["cat"].split())
    assert document["category"] == ["baby", "milk"]


def test_no_token_stands_twice_in_a_field(documents):
    for source in sources():
        document = documents.document(source)
        for name in TEXT_FIELDS:
            tokens = document[name].split()
            assert len(tokens) == len(set(tokens))


def test_an_empty_good_still_makes_a_document(documents):
    document = documents.document(DocumentSource(7))
    assert {document[name] for name in TEXT_FIELDS} == {NOTHING}
    assert document["price_band"] == []


def test_a_brand_read_otherwise_is_found_by_its_own_pinyin(documents):
    source = sources()[0]
    brand = replace(source.brand, pinyin="ka li kang")
    document = documents.document(replace(source, brand=brand))
    assert {"kali", "likang", "i:klk"} <= set(document["py"].split())


def test_prices_fall_into_bands():
    assert [price_band(fen) for fen in (None, 0, 4_999, 5_000, 100_000)] == [
        "", "0-50", "0-50", "50-100", "1000-",
    ]  # fmt: skip


def test_sort_keys_differ_for_equal_prices_and_stay_in_order():
    assert sort_key(100, 1) < sort_key(100, 2) < sort_key(101, 1) < 2**63
    assert sort_key(2**40, 2**31) < 2**63
