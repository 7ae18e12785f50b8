"""Goods found with what the words state: both engines, what is chosen by hand, nothing left."""

import pytest

from search.query.goods_query import GoodsQuery
from search.retrieval.relaxation import relaxed_search


@pytest.fixture
def ask(engine, planner, vocabulary):
    def search(text, **query):
        return relaxed_search(engine, planner, vocabulary, GoodsQuery(text, **query))

    return search


def pks(answer):
    return sorted(pk for pk, _ in answer.result.hits)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120元以下的奶粉", [4, 5]),
        ("不到119块的奶粉", [5]),
        ("120-230元奶粉", [2, 3]),
        ("milk powder under 100 yuan", [5]),
        ("不要新西兰的奶粉", [4, 5]),
        ("奶粉 除了麦田牌", [1, 2, 3]),
        ("奶粉 不要卡瑞康", [4, 5]),
        ("不要脱脂的奶粉", [1, 2, 3, 4]),
        ("7个月奶粉", [2, 4]),
        ("0-6个月奶粉", [1, 4]),
        ("1岁半奶粉", [3]),
        ("7个月奶粉 不要新西兰", [4]),
        ("120元以下不要荷兰", [8, 10, 14, 16]),
        ("200元以下的karicrae", [3]),
    ],
)
def test_readings_narrow_what_the_words_find(ask, text, expected):
    assert pks(ask(text)) == expected


def test_a_correction_is_made_of_the_remaining_words(ask):
    answer = ask("200元以下的karicrae")
    assert (answer.match, answer.corrected_to) == ("corrected", "karicare")
    assert [reading.typed for reading in answer.plan.readings] == ["200元以下"]


def test_synonyms_are_of_the_remaining_words(ask):
    assert pks(ask("500元以下的毛毯")) == [15]


def test_a_partial_match_keeps_the_readings(ask):
    answer = ask("200元以下的可瑞康拖拉机")
    assert (answer.match, pks(answer)) == ("partial", [3])


def test_what_readings_empty_is_found_with_these_conditions_not(ask):
    answer = ask("10元以下的奶粉")
    assert (answer.match, answer.result.total) == ("strict", 0)
    assert [reading.typed for reading in answer.plan.readings] == ["10元以下"]


def test_words_that_goods_are_called_by_are_no_condition(ask):
    """Nothing of this age is a spray, but one is called so."""
    answer = ask("儿童防晒喷雾 3岁以下")
    assert answer.result.total == 0
    assert pks(ask("新西兰 不要麦卢卡的蜂蜜")) == [10]


def test_a_reading_that_is_left_off_is_searched_for_or_dropped(ask):
    off = frozenset({"120元以下"})
    answer = ask("120元以下的奶粉", literal=off)
    assert (pks(answer), answer.plan.readings) == ([1, 2, 3, 4, 5], ())
    both = "120元以下不要荷兰的奶粉"
    assert pks(ask(both)) == []
    assert pks(ask(both, literal=off)) == [1, 2, 3]
    assert pks(ask(both, literal=frozenset({"不要荷兰"}))) == [4, 5]
    assert len(pks(ask("120元以下", literal=off))) == 16


def test_what_is_chosen_by_hand_goes_before_what_is_read(ask):
    by_band = ask("120元以下的奶粉", filters={"price": frozenset({"200-500"})})
    assert (pks(by_band), by_band.plan.readings) == ([1, 2], ())
    assert pks(ask("120元以下的奶粉", price=(20_000, None))) == [1, 2]
    by_origin = ask("不要新西兰的奶粉", filters={"origin": frozenset({"NZ"})})
    assert (pks(by_origin), by_origin.plan.readings) == ([1, 2, 3], ())
    assert pks(ask("120元以下不要新西兰的奶粉", price=(20_000, None))) == []


def test_facets_count_what_the_readings_leave(ask):
    facets = ask("120元以下的奶粉").result.facets
    assert facets["price"] == {"100-200": 1, "50-100": 1}
    assert facets["origin"] == {"NL": 2}
