"""What a query states: prices, ages, what is not wanted; and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.tokenization import Segmenter, fold
from search.query.planner import Planner, Synonyms

NAMES = ("可瑞康", "无印良品", "蜜诺卡", "Karicare", "Eau Thermale Avenne", "非凡", "三元")
CATEGORIES = [("chocolate", "巧克力", "Chocolate"), ("coffee", "咖啡"), ("honey", "蜂蜜", "Honey")]
PLANNER = Planner(
    Segmenter(["可瑞康"]), Synonyms.from_rows([], CATEGORIES), frozenset(map(fold, NAMES))
)


def readings(text):
    return PLANNER.read(text).readings


def stated(text):
    """(what remains to be searched for, prices in yuan)."""
    plan = PLANNER.read(text)
    prices = [tuple(n if n is None else n / 100 for n in r.price) for r in plan.readings]
    return plan.text, prices


@pytest.mark.parametrize(
    ("typed", "rest", "price"),
    [
        ("200元以下的面霜", "面霜", (None, 200)),
        ("面霜200元以内", "面霜", (None, 200)),
        ("２００元以下面霜", "面霜", (None, 200)),
        ("200塊以下的面霜", "面霜", (None, 200)),
        ("两百以内的面霜", "面霜", (None, 200)),
        ("百元以内面膜", "面膜", (None, 100)),
        ("一百五十元以内的面膜", "面膜", (None, 150)),
        ("一万两千元以下的手表", "手表", (None, 12000)),
        ("1万元以下的手表", "手表", (None, 10000)),
        ("1,200元以下手表", "手表", (None, 1200)),
        ("200rmb以下面霜", "面霜", (None, 200)),
        ("rmb 200以下 面霜", "面霜", (None, 200)),
        ("¥200以内 面霜", "面霜", (None, 200)),
        ("￥200以内 面霜", "面霜", (None, 200)),
        ("面霜 100以内", "面霜", (None, 100)),
        ("价格200以下的面霜", "面霜", (None, 200)),
        ("预算300 面霜", "面霜", (None, 300)),
        ("不超过200元的面霜", "面霜", (None, 200)),
        ("最多200块的面霜", "面霜", (None, 200)),
        ("不到200块的面霜", "面霜", (None, 199.99)),
        ("低于两百块的面霜", "面霜", (None, 199.99)),
        ("under 200 yuan face cream", "face cream", (None, 199.99)),
        ("face cream under 200", "face cream", (None, 199.99)),
        ("face cream up to ¥99.5", "face cream", (None, 99.5)),
        ("face cream 200 yuan or less", "face cream", (None, 200)),
        ("不要200元以上的面霜", "面霜", (None, 199.99)),
        ("不要两百元以上的 面霜", "面霜", (None, 199.99)),
        ("不要超过200元的面霜", "面霜", (None, 200)),
        ("不能超过两百块的面霜", "面霜", (None, 200)),
        ("不要低于500元的手表", "手表", (500, None)),
        ("面霜 100~200之间", "面霜", (100, 200)),
        ("500元以上的手表", "手表", (500, None)),
        ("五百元起的手表", "手表", (500, None)),
        ("超过500元的手表", "手表", (500.01, None)),
        ("不低于500元的手表", "手表", (500, None)),
        ("watch over 500 yuan", "watch", (500.01, None)),
        ("watch at least 500 rmb", "watch", (500, None)),
        ("100-200元面霜", "面霜", (100, 200)),
        ("¥100~200 面霜", "面霜", (100, 200)),
        ("100元到200元的面霜", "面霜", (100, 200)),
        ("一百至两百元面霜", "面霜", (100, 200)),
        ("200到100块的面霜", "面霜", (100, 200)),
        ("100到200元之间的面霜", "面霜", (100, 200)),
        ("face cream between 100 and 200 yuan", "face cream", (100, 200)),
        ("200元左右的面霜", "面霜", (160, 240)),
        ("大约200块的面霜", "面霜", (160, 240)),
        ("200块钱左右的面霜", "面霜", (160, 240)),
        ("face cream about 200 yuan", "face cream", (160, 240)),
        ("200元面霜", "面霜", (160, 240)),
        ("200元内衣", "内衣", (160, 240)),
        ("200元起泡酒", "起泡酒", (160, 240)),
    ],
)
def test_a_price_is_read_from_the_words(typed, rest, price):
    assert stated(typed) == (rest, [price])


def test_two_prices_are_two_readings():
    assert stated("300元以上 500元以下的包") == ("包", [(300, None), (None, 500)])


@pytest.mark.parametrize(
    "typed",
    [
        "200ml面霜", "防晒 spf50", "防晒 spf 50以上", "spf50以下", "奶粉3段", "奶粉3段以上",
        "12罐奶粉",
        "12粒以下", "cream under 200ml", "under 200 g", "100-200g", "100块拼图", "三元牛奶",
        "5以内",
        "2026元旦礼盒", "1901101000", "4006381333931", "KIWI-001-1", "ipad 10", "1-2段奶粉",
        "四百克",
        "xl码", "eu 42", "20w", "0元", "99999999元以下", "underwear",
    ],
)  # fmt: skip
def test_a_number_that_is_no_price_stays_a_word(typed):
    assert stated(typed) == (" ".join(fold(typed).split()), [])


@pytest.mark.parametrize(
    ("typed", "rest", "origins", "brands", "words"),
    [
        ("不要日本的奶粉", "奶粉", "JP", "", ""),
        ("奶粉 不要日本", "奶粉", "JP", "", ""),
        ("不要日本奶粉", "奶粉", "JP", "", ""),
        ("不要日本产的奶粉", "奶粉", "JP", "", ""),
        ("不要日本进口奶粉", "奶粉", "JP", "", ""),
        ("非日本产奶粉", "奶粉", "JP", "", ""),
        ("不是德国的奶粉", "奶粉", "DE", "", ""),
        ("不要澳洲的奶粉", "奶粉", "AU", "", ""),
        ("不要国产奶粉", "奶粉", "CN", "", ""),
        ("除了日本以外的奶粉", "奶粉", "JP", "", ""),
        ("除日本外的奶粉", "奶粉", "JP", "", ""),
        ("日本以外的奶粉", "奶粉", "JP", "", ""),
        ("不要日本、韩国和德国的奶粉", "奶粉", "JP KR DE", "", ""),
        ("milk powder not from Japan", "milk powder", "JP", "", ""),
        ("milk powder not from Japan or South Korea", "milk powder", "JP KR", "", ""),
        ("not Japanese milk powder", "milk powder", "JP", "", ""),
        ("non-Japanese milk powder", "milk powder", "JP", "", ""),
        ("不要可瑞康的奶粉", "奶粉", "", "可瑞康", ""),
        ("除了可瑞康以外的奶粉", "奶粉", "", "可瑞康", ""),
        ("不要无印良品的面霜", "面霜", "", "无印良品", ""),
        ("cream except Eau Thermale Avenne", "cream", "", "eau thermale avenne", ""),
        ("不要日本和可瑞康的奶粉", "奶粉", "JP", "可瑞康", ""),
        ("不要蜂蜜味的牙膏", "牙膏", "", "", "蜂蜜味"),
        ("奶粉 不要羊奶", "奶粉", "", "", "羊奶"),
        ("不要巧克力饼干", "饼干", "", "", "巧克力"),
        ("不含巧克力的饼干", "饼干", "", "", "巧克力"),
        ("cookies without chocolate", "cookies", "", "", "chocolate"),
        ("不要日本", "", "JP", "", ""),
    ],
)
def test_what_is_not_wanted_is_read_from_the_words(typed, rest, origins, brands, words):
    plan = PLANNER.read(typed)
    (reading,) = plan.readings
    assert plan.text == rest
    assert (reading.origins, reading.brands, reading.terms) == (
        tuple(origins.split()), tuple(filter(None, [brands])), tuple(filter(None, [words])),
    )  # fmt: skip
    assert len(reading.excluded) == len(reading.brands + reading.terms)


@pytest.mark.parametrize(
    "typed",
    [
        "无糖饼干", "不含酒精的面霜", "非油炸薯片", "不锈钢锅", "不粘锅", "无火香薰", "无线耳机",
        "无添加面霜",
        "无咖啡因茶", "不含咖啡因", "无酒精啤酒", "非转基因大豆", "除湿机", "除螨仪", "非洲咖啡",
        "非常好吃",
        "无印良品面霜", "非凡面霜", "要不要钱", "不要钱", "是不是日本的", "有没有可瑞康的奶粉",
        "不要太甜的饼干",
        "sugar free cookies", "no sugar cookies", "non-stick pan", "not for kids", "notebook",
        "no more tears shampoo", "日本奶粉", "的",
    ],
)  # fmt: skip
def test_a_property_is_no_negation(typed):
    plan = PLANNER.read(typed)
    assert (plan.text, plan.readings) == (" ".join(fold(typed).split()), ())
    assert plan == PLANNER.plan(typed)


@pytest.mark.parametrize(
    ("typed", "rest", "months"),
    [
        ("6个月辅食", "辅食", (6, 7)),
        ("六个月辅食", "辅食", (6, 7)),
        ("６个月輔食", "辅食", (6, 7)),
        ("6月龄宝宝辅食", "辅食", (6, 7)),
        ("适合6个月的宝宝 辅食", "辅食", (6, 7)),
        ("半岁辅食", "辅食", (6, 7)),
        ("十八个月辅食", "辅食", (18, 19)),
        ("6个月以上辅食", "辅食", (6, 36)),
        ("0-6月奶粉", "奶粉", (0, 6)),
        ("6到12个月辅食", "辅食", (6, 12)),
        ("1岁半零食", "零食", (18, 24)),
        ("1.5岁零食", "零食", (18, 24)),
        ("两岁零食", "零食", (24, 36)),
        ("未满三岁 零食", "零食", (0, 36)),
        ("6个月内宝宝 奶粉", "奶粉", (0, 6)),
        ("0-3岁玩具", "玩具", (0, 36)),
        ("3岁以下玩具", "玩具", (0, 36)),
        ("3周岁以上玩具", "玩具", (36, 216)),
        ("老年人奶粉", "奶粉", (600, 1800)),
        ("中老年奶粉", "奶粉", (600, 1800)),
        ("奶粉 给老人", "奶粉", (600, 1800)),
        ("60岁以上 奶粉", "奶粉", (720, 1800)),
        ("baby food 6 months", "baby food", (6, 7)),
        ("baby food for 6-12 months", "baby food", (6, 12)),
        ("baby food from six months", "baby food", (6, 36)),
        ("toys for 3 year olds", "toys", (36, 48)),
        ("toys for ages 3-6 years", "toys", (36, 72)),
        ("toys under 12 months", "toys", (0, 12)),
        ("milk powder seniors", "milk powder", (600, 1800)),
    ],
)
def test_an_age_is_read_from_the_words(typed, rest, months):
    plan = PLANNER.read(typed)
    assert (plan.text, [r.months for r in plan.readings]) == (rest, [months])
    assert plan.readings[0].ages


@pytest.mark.parametrize(
    "typed",
    [
        "6月礼物",
        "奶粉1段",
        "老人头皮鞋",
        "儿童牙刷",
        "孕妇卫生巾",
        "12个月保质期",
        "3个月用量",
        "不要3岁以上",
        "2 years warranty",
        "6瓶",
        "999岁",
    ],
)
def test_what_is_no_age_stays_a_word(typed):
    assert readings(typed) == ()


def test_all_kinds_stand_beside_each_other():
    plan = PLANNER.read("6个月辅食不要日本200元以内")
    assert plan.text == "辅食"
    assert [(r.kind, r.typed) for r in plan.readings] == [
        ("age", "6个月"), ("exclusion", "不要日本"), ("price", "200元以内"),
    ]  # fmt: skip


def test_a_reading_is_left_off_by_its_words():
    text = "200元以下不要日本的面霜"
    off = frozenset({"不要日本"})
    assert [r.typed for r in PLANNER.read(text, off).readings] == ["200元以下"]
    assert PLANNER.read(text, off).text == "面霜"
    literally = PLANNER.read_literally(text, off)
    assert ([r.typed for r in literally.readings], literally.text) == (
        ["200元以下"],
        "不要日本的面霜",
    )


@given(
    st.text(
        alphabet="不要日本奶粉元以下个月岁0123456789-到非无的 notfromunder¥块老年人", max_size=80
    )
)
def test_any_words_can_be_read(text):
    plan = PLANNER.read(text)
    assert len(plan.text) <= 64
    for reading in plan.readings:
        assert reading.typed == reading.typed.strip() != ""
        assert reading.price != (None, None) or reading.ages or reading.origins or reading.excluded
