import pytest

from search.query.plan import Concept
from search.query.spelling import substrings_around
from tests.search import shop

VOCABULARY = shop.vocabulary()


def corrected(text, *missing, kind="zh"):
    concepts = [Concept(word, 1, (), kind) for word in missing]
    return list(VOCABULARY.corrections(text, concepts))


@pytest.mark.parametrize(
    ("text", "missing", "expected"),
    [
        ("可锐康", "可锐康", "可瑞康"),  # the same pinyin
        ("可瑞糠奶粉", "可瑞糠", "可瑞康奶粉"),
        ("奶份", "奶份", "奶粉"),
        ("可瑞泉", "可瑞泉", "可瑞康"),  # one other character
        ("牛奶份", "牛奶份", "牛奶粉"),  # a part of a longer run
    ],
)
def test_chinese_is_corrected_by_sound_or_by_one_character(text, missing, expected):
    assert corrected(text, missing)[0] == expected


def test_two_characters_are_not_corrected_by_one_other_character():
    assert corrected("奶瓶", "奶瓶") == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("karicrae", "karicare"),
        ("karikare", "karicare"),
        ("hony", "honey"),
        ("keruikan", "可瑞康"),  # pinyin of a brand with a letter missing
        ("avene", "avenne"),
        ("naifn", "奶粉"),  # pinyin of a category
    ],
)
def test_latin_is_corrected_by_one_or_two_letters(typed, expected):
    assert corrected(typed, typed, kind="latin")[0] == expected


@pytest.mark.parametrize("typed", ["hon", "qwrtp", "karicareandmore", "a1b2", "loney"])
def test_what_is_too_short_or_too_far_stays(typed):
    assert corrected(typed, typed, kind="latin") == []


def test_two_unknown_words_are_corrected_together():
    missing = [Concept("可锐康", 3, (), "zh"), Concept("奶份", 2, (), "zh")]
    assert list(VOCABULARY.corrections("可锐康 奶份", missing)) == ["可瑞康 奶粉"]


def test_only_what_touches_the_unknown_word_is_looked_at():
    assert list(substrings_around("甲乙 丙丁戊", "丙丁")) == ["丙丁戊", "丙丁", "丁戊"]
