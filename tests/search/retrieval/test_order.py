"""What stands first among several good answers (on both engines)."""

from dataclasses import replace

import pytest

from search.documents.source import DocumentSource, Names
from search.quality.trial_index import filled
from search.query.goods_query import GoodsQuery

HONEY, LIPS = Names("honey", "蜂蜜", "Honey"), Names("lips", "唇部护理", "Lip care")


@pytest.fixture
def answer(empty_engine):
    """The goods' numbers, best first, of a shop with these goods and synonyms."""

    def answer(text, sources, synonyms=(), **options):
        trial = filled(empty_engine, sources, [], synonyms)
        if not text:
            return [
                pk for pk, _ in empty_engine.find(trial.lexicon.planner.plan(""), GoodsQuery()).hits
            ]
        return [pk for pk, _ in trial.answer(text, **options).result.hits]

    return answer


def test_what_is_called_as_it_was_typed_stands_before_its_synonyms(answer):
    """A search for lipstick showed ten lip balms that sell better, and no lipstick."""
    balms = [
        DocumentSource(n, "润唇膏", price=2900, in_stock=True, sales=900) for n in range(1, 11)
    ]
    lipsticks = [DocumentSource(n, "长效显色口红", price=19900) for n in range(11, 21)]
    hits = answer("口红", [*balms, *lipsticks], [("口红", "润唇膏")])
    assert set(hits) == set(range(11, 21))


def honeys():
    """The better the name fits and the more it sells, the less there is to see or to buy."""
    shown = DocumentSource(
        1, "新西兰麦卢卡蜂蜜 深色 结晶", "Manuka honey from afar", price=18800, categories=(HONEY,)
    )
    no_picture = DocumentSource(2, "蜂蜜", "Honey", price=9900, has_picture=False, in_stock=True,
                                sales=5000, categories=(HONEY,))  # fmt: skip
    return [shown, no_picture, replace(no_picture, pk=3, price=None, has_picture=True)]


@pytest.mark.parametrize("text", ["fengmi", "蜂蜜", "honey", "feng", ""])
def test_a_good_without_price_or_picture_does_not_stand_first(answer, text):
    hits = answer(text, honeys())
    assert hits[0] == 1
    assert set(hits) == {1, 2, 3}


def test_a_good_without_picture_that_is_named_so_stands_before_a_mere_mention(answer):
    mention = DocumentSource(1, "燕麦饼干", description=("含少量蜂蜜",), price=900, in_stock=True)
    assert answer("蜂蜜", [mention, *honeys()[1:]])[-1] == 1
