"""What shoppers call a category finds it, and is never taken for a slip (on both engines)."""

import pytest

from search.documents.source import DocumentSource, Names
from search.quality.trial_index import filled

SHOES, WEAR = Names("shoes", "鞋靴", "Shoes"), Names("baby-wear", "婴儿服装", "Baby wear")
BAGS, HEALTH = Names("bags", "箱包皮具", "Bags and leather"), Names("health", "营养保健", "Health")
FOOD = Names("food", "食品饮料", "Food and drinks")
SHOP = [
    DocumentSource(1, "羊毛休闲款", "Wool trainers", categories=(SHOES,)),
    DocumentSource(2, "美利奴连体衣", "Merino romper", categories=(WEAR,)),
    DocumentSource(3, "植鞣托特", "Tanned tote", categories=(BAGS,)),
    DocumentSource(4, "深海鱼油", "Fish oil", categories=(HEALTH,)),
    DocumentSource(5, "宝宝苹果泥", "Apple puree", categories=(FOOD,)),
    DocumentSource(6, "宝宝香蕉泥", "Banana puree", categories=(FOOD,)),
    DocumentSource(7, "宁夏保健茶", "Herbal tea", categories=(FOOD,), description=("送礼物",)),
    DocumentSource(8, "安神保健茶", "Night tea", categories=(FOOD,)),
]


@pytest.fixture
def search(empty_engine):
    def search(text, sources=SHOP):
        answer = filled(empty_engine, sources, [], ()).answer(text)
        return answer.match, answer.corrected_to, {pk for pk, _ in answer.result.hits}

    return search


@pytest.mark.parametrize(
    ("text", "found"),
    [("鞋子", 1), ("男鞋", 1), ("鞋靴", 1), ("婴儿衣服", 2), ("婴儿服装", 2), ("baby clothes", 2),
     ("包包", 3), ("箱包皮具", 3), ("保健品", 4), ("footwear", 1)],
)  # fmt: skip
def test_what_shoppers_call_a_category_finds_its_goods(search, text, found):
    assert search(text) == ("strict", None, {found})


@pytest.mark.parametrize("text", ["包包", "保健品", "营养保健"])
def test_a_category_without_goods_is_not_corrected_to_another_word(search, text):
    """包包 (bags) was taken for 宝宝 (babies), 保健品 (supplements) for 保健茶 (a tea)."""
    gone = [source for source in SHOP if source.pk not in (3, 4)]
    kept = [DocumentSource(9, "皮革清洁", categories=(BAGS,)), *gone]
    assert search("包包", kept)[2] == {9}
    match, corrected_to, _hits = search(text, gone)
    assert (match == "corrected", corrected_to) == (False, None)


def test_a_word_for_whom_a_good_is_is_no_correction(search):
    assert search("爆爆")[1] is None  # sounds like 宝宝, which alone names no goods
    assert search("保健查")[1] == "保健茶"


def test_a_correction_has_goods_that_are_called_so(search):
    """A word that stands in a description alone leads to goods that are something else."""
    tea = DocumentSource(1, "暖胃红茶", description=("可作礼物",), categories=(FOOD,))
    assert search("里物", [tea]) == ("none", None, set())
