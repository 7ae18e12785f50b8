"""Words that are learnt between two rebuilds."""

import pytest

from search.documents.source import Names
from search.models import SearchCursor, SearchTerm
from search.vocabulary import lexicon
from search.vocabulary.word_counts import learn

pytestmark = pytest.mark.django_db


def version():
    return SearchCursor.objects.get(engine=lexicon.VOCABULARY).version


def test_a_brand_called_like_a_shelf_is_learnt_once():
    SearchTerm.objects.create(text="蜂蜜", kind="category", goods=9)
    lexicon.forget()
    brand = Names("honey", "蜂蜜", "Honigtal")
    learn([brand])
    before = version()
    learn([brand])
    assert (
        version() == before
    )  # else every process would load the whole vocabulary again at each write
    result = SearchTerm.objects.order_by("text").values_list("text", "kind", "goods", "pinyin")
    assert list(result) == [("Honigtal", "brand", 1, ""), ("蜂蜜", "brand", 9, "fengmi")]
