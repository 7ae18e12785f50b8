import json
import math
import os
import signal
import tempfile
import uuid
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from search.engines.elastic import ElasticEngine
from search.quality.catalogue import brand_names, read_catalogue
from search.quality.judgments import JudgedQuery, JudgmentFileError, read_judged
from search.quality.metrics import MeanScores, by_kind, score, scores


def written(tmp_path, text, name="list.tsv"):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_list_holds_kind_query_and_graded_goods(tmp_path):
    file = written(tmp_path, "# comment\n\nbrand\t可瑞康\tA-1 B-2=1\nabsent\t拖拉机\t-\n")
    assert read_judged(file) == [
        JudgedQuery("brand", "可瑞康", {"A-1": 2, "B-2": 1}),
        JudgedQuery("absent", "拖拉机", {}),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no queries"),
        ("brand 可瑞康 A-1", ":1: expected kind"),
        ("brand\t可瑞康\t", ":1: expected kind"),
        ("# first\nbrand\t可瑞康\tA-1=x", ":2: A-1=x"),
    ],
)
def test_what_is_no_list_says_where(tmp_path, text, why):
    with pytest.raises(JudgmentFileError, match=why):
        read_judged(written(tmp_path, text))


def test_figures_of_one_query():
    judged = JudgedQuery("brand", "x", {"A": 2, "B": 2, "C": 1})
    result = score(judged, ["Z", "A", "C"])
    ideal = 3 + 3 / math.log2(3) + 1 / math.log2(4)
    assert (result.recall, result.mrr) == (2 / 3, 1 / 2)
    assert result.ndcg == pytest.approx((3 / math.log2(3) + 1 / math.log2(4)) / ideal)
    assert result.missing == ("B",)


def test_several_skus_may_be_one_good():
    judged = JudgedQuery("size", "x", {"A-1": 1, "A-2": 2})
    result = score(judged, ["A"], lambda sku: sku[0])
    assert (result.recall, result.mrr, result.ndcg, result.missing) == (1.0, 1.0, 1.0, ())


def test_more_goods_than_ten_can_be_shown():
    goods = {f"G{n}": 2 for n in range(25)}
    result = score(JudgedQuery("category", "x", goods), list(goods)[:10])
    assert (result.recall, result.ndcg, result.missing) == (1.0, 1.0, ())


def test_absent_goods_are_found_by_showing_nothing():
    judged = [JudgedQuery("absent", "a", {}), JudgedQuery("absent", "b", {})]
    result = by_kind(scores(judged, {"a": [], "b": ["A"]}.get))
    assert result == {"absent": MeanScores(2, 0.5, 0.5, 0.5), "all": MeanScores(2, 0.5, 0.5, 0.5)}


def test_a_brand_is_written_in_many_ways():
    for text in ("Asahi/朝日/EBIOS", "朝日Asahi/EBIOS", "Asahi 朝日 EBIOS"):
        names = brand_names(text)
        assert (names.zh, names.en, names.aliases) == ("朝日", "Asahi", ("EBIOS",)), text
    assert brand_names("").all == ()


CATALOGUE = """sku,gtin,name_zh,brand,spec,origin,hs_code,category,price
T-1,4902777313368,胶原蛋白粉 白色罐装,Meiji/明治,200g,JPN,2106909090,食物/饮料,149
T-2,,玻璃奶瓶,Pigeon/贝亲,240ml,JPN,,母婴,55
"""


def test_a_catalogue_is_read_from_a_file(tmp_path):
    one, other = read_catalogue(written(tmp_path, CATALOGUE, "goods.csv"))
    assert (one.skus, one.brand.zh, one.origin.key, one.price) == (("T-1",), "明治", "JP", 14900)
    assert [names.key for names in one.categories] == ["食物", "饮料"]
    assert (other.gtins, other.hs_codes) == ((), ())
    with pytest.raises(ValueError, match="no column sku"):
        list(read_catalogue(written(tmp_path, "a,b\n1,2\n", "other.csv")))


@pytest.mark.django_db
def test_another_catalogue_and_list_are_scored_without_touching_the_site(tmp_path, capsys):
    goods = written(tmp_path, CATALOGUE, "goods.csv")
    queries = written(tmp_path, "brand\t贝亲\tT-2\npinyin\tmingzhi\tT-1\nabsent\t拖拉机\t-\n")
    call_command("score_search", queries=str(queries), catalogue=str(goods), json=True)
    score = json.loads(capsys.readouterr().out)
    assert score["kinds"]["all"] == {"queries": 3, "recall": 1.0, "mrr": 1.0, "ndcg": 1.0}
    assert [one["shown"] for one in score["queries"]] == [["T-2"], ["T-1"], []]
    call_command("score_search", queries=str(queries), catalogue=str(goods), misses=True)
    assert "pinyin" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_file_that_is_none_is_reported(tmp_path):
    with pytest.raises(CommandError, match="list"):
        call_command("score_search", queries=str(tmp_path / "list.tsv"))


@pytest.mark.elasticsearch
def test_what_a_killed_trial_left_is_removed_a_day_later():
    pattern = f"expo-test-{uuid.uuid4().hex[:12]}"
    engine = ElasticEngine(os.environ["TEST_ELASTICSEARCH_URL"], pattern)
    left = f"{pattern}-0123abcd-20200101000000000000"
    engine.bulk_client.indices.create(index=left)
    fresh = engine.new_generation()
    try:
        engine.delete_old_generations(f"{pattern}*", older_than=timedelta(days=1))
        assert list(engine.bulk_client.indices.get(index=f"{pattern}*").body) == [fresh]
    finally:
        engine._delete_all_but(None)


@pytest.mark.django_db
def test_a_trial_that_is_stopped_cleans_up(tmp_path, monkeypatch):
    """As when somebody ends the command by SIGTERM while it asks."""
    goods = written(tmp_path, CATALOGUE, "goods.csv")
    queries = written(tmp_path, "brand\t贝亲\tT-2\n")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(
        "search.management.commands.score_search.scores",
        lambda *_: os.kill(os.getpid(), signal.SIGTERM),
    )
    with pytest.raises(SystemExit):
        call_command("score_search", queries=str(queries), catalogue=str(goods))
    assert list(tmp_path.glob("expo-trial-*")) == []
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
