import json

import pytest
from django.core.management import CommandError, call_command

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(site_engine):
    brand = factories.make_brand("karicare", "可瑞康", "Karicare")
    for n in (1, 2):
        product = factories.make_product(name_zh=f"可瑞康奶粉{n}段", brand=brand)
        factories.make_variant_for_sale(product, sku=f"KIWI-{n:04}", price=f"{n}00.00")
        factories.make_variant(product, sku=f"KIWI-{n:04}-B")
    call_command("rebuild_search", verbosity=0)


def search(capsys, *args):
    capsys.readouterr()
    call_command("search_goods", *args)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_query_as_json(shop, capsys):
    (listing,) = search(capsys, "可瑞康2段", "--json", "--limit", "5")
    assert listing["total"] == 1
    assert listing["match"] == "strict"
    assert listing["corrected_to"] is None
    assert listing["took_ms"] >= 0
    (result,) = listing["results"]
    assert result.pop("score") > 0
    assert result == {"sku": "KIWI-0002", "title": "可瑞康奶粉2段"}
    assert listing["facets"]["brand"] == [{"value": "karicare", "label": "可瑞康", "count": 1}]


def test_the_sku_asked_for_is_the_one_shown(shop, capsys):
    (listing,) = search(capsys, "kiwi-0001-b", "--json")
    assert [result["sku"] for result in listing["results"]] == ["KIWI-0001-B"]


def test_filters_by_slug_or_name_and_several_of_one_facet(shop, capsys):
    for written in ("brand=karicare", "brand=可瑞康", "brand_id=Karicare", "in_stock=true"):
        assert search(capsys, "奶粉", "--json", "--filter", written)[0]["total"] == 2
    prices = ["--filter", "price=100-200", "--filter", "price=200-500"]
    assert search(capsys, "奶粉", "--json", *prices)[0]["total"] == 2
    assert search(capsys, "奶粉", "--json", *prices[:2])[0]["total"] == 1
    with pytest.raises(CommandError):
        call_command("search_goods", "奶粉", "--filter", "colour=red")


def test_a_file_of_queries_in_their_order(shop, capsys, tmp_path):
    (tmp_path / "queries").write_text("奶粉\n\n拖拉机\nKIWI-0001\n", "utf-8")
    listings = search(capsys, "--file", str(tmp_path / "queries"))
    assert [(a["query"], a["total"]) for a in listings] == [
        ("奶粉", 2), ("", 2), ("拖拉机", 0), ("KIWI-0001", 1),
    ]  # fmt: skip


def test_a_rebuild_only_where_it_is_needed(shop, capsys):
    call_command("rebuild_search", "--if-needed")
    assert capsys.readouterr().out == ""
    call_command("rebuild_search")
    assert "2 documents" in capsys.readouterr().out
