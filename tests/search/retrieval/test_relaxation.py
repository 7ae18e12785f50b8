"""What a shopper types and what she must find (on both engines)."""

import pytest

from search.query.goods_query import GoodsQuery
from search.retrieval.relaxation import relaxed_search


@pytest.fixture
def search(engine, planner, vocabulary):
    def search(text, **options):
        results = relaxed_search(engine, planner, vocabulary, GoodsQuery(text, **options))
        return results.match, results.corrected_to, [pk for pk, _ in results.result.hits]

    return search


@pytest.mark.parametrize(
    ("text", "first", "everything"),
    [
        ("可瑞康2段", 2, {2}),
        ("可瑞康二段", 2, {2}),
        ("karicare stage 2", 2, {2}),
        ("可瑞", 2, {1, 2, 3}),
        ("奶粉可瑞康", 2, {1, 2, 3}),
        ("有没有可瑞康的奶粉", 2, {1, 2, 3}),
        ("keruikang", 2, {1, 2, 3}),
        ("krk", 2, {1, 2, 3}),
        ("keruikang奶粉", 2, {1, 2, 3}),
        ("ke rui kang", 2, {1, 2, 3}),
        ("nai fen", 5, {1, 2, 3, 4, 5}),
        ("xinxilan fengmi", 9, {9, 10}),
        ("pad kit 键盘", 13, {13, 14}),
        ("四百克奶粉", 4, {3, 4}),
        ("奶粉第三段", 3, {3}),
        ("可瑞康nf", 2, {1, 2, 3}),
        ("卡瑞康", 2, {1, 2, 3}),
        ("ＫＡＲＩＣＡＲＥ", 2, {1, 2, 3}),
        ("嬰兒奶粉", 4, {1, 2, 4}),
        ("婴儿奶粉400克", 4, {4}),
        ("400g 奶粉", 4, {3, 4}),
        ("ipad10键盘", 13, {13}),
        ("键盘 iPad 10", 13, {13}),
        ("spf30喷雾", 6, {6}),
        ("infant formula", 1, {1}),
        ("baby milk", 4, {1, 2, 3, 4}),
        ("eauthermale", 6, {6, 7, 8}),
        ("kérastelle", 12, {11, 12}),
        ("毛毯", 15, {15}),
        ("荷兰奶粉", 5, {4, 5}),
        ("1901", 2, {1, 2, 3, 4}),
        ("1901.10", 2, {1, 2, 3, 4}),
        ("19011010", 2, {1, 2, 4}),
    ],
)
def test_strict(search, text, first, everything):
    match, corrected_to, hits = search(text)
    assert (match, corrected_to) == ("strict", None)
    assert set(hits) == everything
    assert hits[0] == first


@pytest.mark.parametrize(
    ("text", "meant", "everything"),
    [
        ("karicrae", "karicare", {1, 2, 3}),
        ("可锐康", "可瑞康", {1, 2, 3}),
        ("可瑞糠奶粉", "可瑞康奶粉", {1, 2, 3}),
        ("奶份", "奶粉", {1, 2, 3, 4, 5}),
        ("keyborad", "keyboard", {13, 14}),
    ],
)
def test_corrected_and_it_says_so(search, text, meant, everything):
    match, corrected_to, hits = search(text)
    assert (match, corrected_to, set(hits)) == ("corrected", meant, everything)


@pytest.mark.parametrize(
    ("text", "meant", "everything"),
    [
        ("feng", "蜂蜜", {9, 10}),
        ("feng m", "蜂蜜", {9, 10}),
        ("keruik", "可瑞康", {1, 2, 3}),
        ("ke rui k", "可瑞康", {1, 2, 3}),
        ("keruikang nai", "keruikang 奶粉", {1, 2, 3}),
        ("可瑞康 nai", "可瑞康 奶粉", {1, 2, 3}),
    ],
)
def test_a_words_beginning_in_pinyin_is_written_out_and_says_so(search, text, meant, everything):
    match, corrected_to, hits = search(text)
    assert (match, corrected_to, set(hits)) == ("corrected", meant, everything)
    assert search(text, exact=True)[0] != "corrected"


@pytest.mark.parametrize("text", ["fen", "pan", "tuolaj", "fengx"])
def test_no_other_beginning_is_guessed(search, text):
    assert search(text) == ("none", None, [])


def test_what_was_typed_can_be_insisted_on(search):
    assert search("karicrae", exact=True) == ("none", None, [])


def test_pinyin_of_two_words_in_one(search):
    assert search("keruikangnaifen")[::2] == ("strict", [2, 1, 3])


def test_characters_joined_too_far_are_parted_again(search):
    assert search("蜜诺麦卢", exact=True)[::2] == ("strict", [9])


def test_a_long_word_of_the_dictionary_is_parted_when_nothing_holds_it(search):
    assert search("羊毛毯子")[::2] == ("strict", [15])
    assert search("电动键盘")[0] == "partial"


def test_a_brand_named_in_full_counts_however_short(search):
    match, _, hits = search("派客洗衣机冰箱")
    assert (match, set(hits)) == ("partial", {13, 14})


@pytest.mark.parametrize("text", ["儿童洗衣机", "baby tractor", "honey tractor", "婴儿洗衣机"])
def test_a_half_match_rests_on_the_head_noun(search, text):
    assert search(text)[0] == "none"


def test_half_of_the_query_is_marked_as_such(search):
    match, _, hits = search("可瑞康拖拉机")
    assert (match, set(hits)) == ("partial", {1, 2, 3})


def test_the_noun_decides_when_the_brand_is_unknown(search):
    match, _, hits = search("莫须有奶粉")
    assert (match, set(hits)) == ("partial", {1, 2, 3, 4, 5})


@pytest.mark.parametrize(
    "text", ["拖拉机", "qwrtp", "4006381333931", "SHOP-9999", "0401", "拖拉机900g", "？！", "z"]
)
def test_what_is_not_there_is_not_found(search, text):
    assert search(text) == ("none", None, [])


def test_filters_that_leave_nothing_do_not_change_the_question(search):
    filters = {"brand": frozenset({"3"})}
    assert search("可瑞康", filters=filters) == ("strict", None, [])


HOSTILE = [
    'a" OR 1=1 --', "name:*", "奶粉^9~2", "[1 TO 2]", "<script>alert(1)</script>", "\\", "/.*/",
    "\x00\x01奶粉", "🥛" * 40, "奶" * 10_000, "a b c d e f g h i j k l m n o p", "'; DROP TABLE",
    "-", "*", "?", "()", "\u202e奶粉", "ﷺ" * 64, "9" * 64,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_is_ever_syntax(search, text):
    search(text)
