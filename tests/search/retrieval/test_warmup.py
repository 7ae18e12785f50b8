"""The web server's processes have loaded the vocabulary before a visitor searches."""

import pytest

from search.retrieval.goods import warm_up
from search.vocabulary import lexicon
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_first_visitor_finds_the_words_loaded():
    factories.make_variant_for_sale()
    lexicon.forget()
    warm_up()
    assert "segmenter" in vars(lexicon._loaded)
    assert "planner" in vars(lexicon._loaded)
