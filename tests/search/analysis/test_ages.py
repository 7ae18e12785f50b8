"""For whom goods are, by their own words."""

import pytest

from search.analysis.ages import age_tokens, ages_of, stated_ages

FIRST_FOODS = age_tokens(6, 36)


@pytest.mark.parametrize(
    ("names", "details", "shelf", "months"),
    [
        ("草饲婴儿配方奶粉 1段", "0–6 月龄，乳清蛋白", "", (0, 6)),
        ("formula", "for 0–6 months, with whey", "", (0, 6)),
        ("幼儿配方奶粉 3段", "12-36个月", "", (12, 36)),
        ("有机婴儿奶粉 2段", "", "", (6, 12)),
        ("infant formula, stage 2", "", "", (6, 12)),
        ("有机南瓜泥", "六月龄起，玻璃罐", "", (6, 36)),
        ("果泥", "满六个月后添加，每次只添一种新食物。", "", (6, 36)),
        ("pumpkin", "from six months, in glass", "", (6, 36)),
        ("pumpkin", "8 months and up", "", (8, 36)),
        ("苹果泥", "无糖无盐", "婴儿辅食\nbaby food", (6, 36)),
        ("拼图 3-6岁", "", "", (36, 72)),
        ("森林桌面游戏", "四岁以上，二到四人", "", (48, 216)),
        ("board game", "from four years, for two to four", "", (48, 216)),
        ("儿童训练牙刷", "刷头只有成人的一半", "", (36, 144)),
        ("成人复合维生素软糖", "", "", (216, 600)),
        ("中老年高钙奶粉", "", "", (600, 1800)),
        ("milk powder for seniors", "", "", (600, 1800)),
        ("50岁以上钙片", "", "", (600, 1800)),
    ],
)
def test_an_age_is_what_is_said_most_exactly(names, details, shelf, months):
    assert ages_of(names, stated_ages(details), shelf) == age_tokens(*months)


@pytest.mark.parametrize(
    "details",
    [
        "三岁以下幼儿请勿食用硬糖，以防噎食。", "3岁以下禁用", "奶嘴每两个月更换。",
        "每2-3个月更换一次",
        "开封后请在 12 个月内用完", "常温可存六个月", "keeps for six months",
        "use within 12 months",
        "hard sweets are not for children under three.", "eight years old, apricot and tobacco",
        "vines of sixty years, fourteen months in oak", "六十年老藤，橡木桶十四个月",
        "保质期24个月", "",
    ],
)  # fmt: skip
def test_other_times_and_warnings_are_no_ages(details):
    assert stated_ages(details) == ()


def test_a_stage_is_an_age_for_babies_alone():
    assert ages_of("三段式雨伞", (), "") == ()


def test_spans_meet_where_they_share_a_step():
    assert age_tokens(6, 7) == ("m6",)
    assert set(age_tokens(6, 7)) & set(FIRST_FOODS)
    assert not set(age_tokens(6, 7)) & set(age_tokens(0, 6))
    assert not set(age_tokens(6, 7)) & set(age_tokens(8, 36))
    assert age_tokens(0, 36)[-3:] == ("m12", "m18", "m24")
    assert age_tokens(720, 1800) == ("m600",)
